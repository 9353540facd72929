// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/nft_probe.hpp"

#include "common/failure.hpp"
#include "common/file_descriptor.hpp"
#include "wrapper/probe/nft_messages.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

#include <linux/netlink.h>
#include <sys/socket.h>

namespace iptables_wrapper {

namespace {

constexpr std::uint32_t first_sequence = 1;

/// The kernel's address: port 0.
constexpr sockaddr_nl kernel_address{AF_NETLINK, 0, 0, 0};

Probe both_families(Look look, int error_number) {
    const FamilyProbe family{look, {}, reason_of(error_number)};
    return {family, family};
}

/// Why there is no netlink socket. Both numbers mean that the protocol is unknown here; whether to a real
/// kernel or to an emulator of user programs cannot be told apart.
Look look_without_socket(int error_number) {
    return error_number == EPROTONOSUPPORT || error_number == EAFNOSUPPORT ? Look::no_socket : Look::blind;
}

/// Datagrams as the kernel sends them: one for each answer, all fetched by one system call.
struct Inbox {
    static constexpr std::size_t size = nft_questions.size();
    std::array<std::array<std::byte, 2048>, size> datagrams;
    std::array<sockaddr_nl, size> senders;
    std::array<iovec, size> buffers;
    std::array<mmsghdr, size> messages;
};

/// Adds the answers that are there to `answers`, up to an inbox full. Whether there were any.
bool receive_some(int socket, NftAnswers& answers) {
    Inbox inbox; // NOLINT(cppcoreguidelines-pro-type-member-init): 8 KiB that the kernel fills
    inbox.messages = {};
    for (std::size_t index = 0; index < Inbox::size; ++index) {
        inbox.buffers.at(index) = {inbox.datagrams.at(index).data(), inbox.datagrams.at(index).size()};
        msghdr& message = inbox.messages.at(index).msg_hdr;
        message.msg_name = &inbox.senders.at(index);
        message.msg_namelen = sizeof(sockaddr_nl);
        message.msg_iov = &inbox.buffers.at(index);
        message.msg_iovlen = 1;
    }
    const int received = ::recvmmsg(socket, inbox.messages.data(), Inbox::size, MSG_DONTWAIT, nullptr);
    for (std::size_t index = 0; index < static_cast<std::size_t>(std::max(received, 0)); ++index) {
        if (inbox.senders.at(index).nl_pid == kernel_address.nl_pid) {
            add_nft_answers(answers,
                            std::span{inbox.datagrams.at(index)}.first(inbox.messages.at(index).msg_len),
                            first_sequence);
        }
    }
    return received > 0;
}

} // namespace

Probe probe_nft() {
    const FileDescriptor socket{::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER)};
    if (!socket) {
        return both_families(look_without_socket(errno), errno);
    }

    const auto request = nft_request(first_sequence);
    if (::sendto(socket.number(), request.data(), request.size(), 0,
                 reinterpret_cast<const sockaddr*>(&kernel_address), sizeof kernel_address) < 0) {
        return both_families(Look::blind, errno);
    }

    // The kernel has worked in our context: every answer is queued by now. One that is not there will not
    // come.
    NftAnswers answers;
    while (!answers.complete() && receive_some(socket.number(), answers)) {
    }
    return nft_probe_from(answers);
}

} // namespace iptables_wrapper
