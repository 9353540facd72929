// SPDX-License-Identifier: Apache-2.0
#include "wrapper/nft_probe.hpp"

#include "common/failure.hpp"
#include "common/file_descriptor.hpp"
#include "wrapper/nft_messages.hpp"

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

} // namespace

Probe probe_nft() {
    const FileDescriptor socket{::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER)};
    if (!socket) {
        const int error_number = errno;
        return both_families(look_without_socket(error_number), error_number);
    }

    const auto request = nft_request(first_sequence);
    if (::sendto(socket.number(), request.data(), request.size(), 0,
                 reinterpret_cast<const sockaddr*>(&kernel_address), sizeof kernel_address) < 0) {
        return both_families(Look::blind, errno);
    }

    // The kernel has worked in our context: every answer is queued by now, each in a datagram of its own. One
    // that is not there will not come.
    NftAnswers answers;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): recvfrom fills it
    std::array<std::byte, 4096> datagram;
    while (!answers.complete()) {
        sockaddr_nl sender{};
        socklen_t sender_size = sizeof sender;
        const ssize_t size = ::recvfrom(socket.number(), datagram.data(), datagram.size(), MSG_DONTWAIT,
                                        reinterpret_cast<sockaddr*>(&sender), &sender_size);
        if (size < 0) {
            break;
        }
        if (sender.nl_pid == kernel_address.nl_pid) {
            add_nft_answers(answers, std::span{datagram}.first(static_cast<std::size_t>(size)),
                            first_sequence);
        }
    }
    return nft_probe_from(answers);
}

} // namespace iptables_wrapper
