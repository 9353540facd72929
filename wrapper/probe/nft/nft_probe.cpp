// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/nft/nft_probe.hpp"

#include "wrapper/probe/nft/netlink_message.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

#include <linux/netlink.h>
#include <sys/socket.h>

namespace iptables_wrapper::wrapper {

namespace {

/// The kernel's address: port 0.
constexpr sockaddr_nl kernel_address{AF_NETLINK, 0, 0, 0};

/// Why there is no netlink socket. These numbers mean that the protocol is unknown here; the last is that of
/// older emulators of user programs. They and a real kernel cannot be told apart.
ProbeStatus status_without_socket(int error_number) {
    constexpr std::array unknown{EPROTONOSUPPORT, EAFNOSUPPORT, EPFNOSUPPORT};
    return std::ranges::find(unknown, error_number) != unknown.end() ? ProbeStatus::no_socket
                                                                     : ProbeStatus::blind;
}

void fail(BackendEvidence& nft, ProbeStatus status, ProbeFailure failure) {
    for (const Family family : all_families) {
        nft.of(family).status = status;
        nft.of(family).failure = failure;
    }
}

/// Datagrams as the kernel sends them: one for each answer. One system call fetches many. An answer is far
/// shorter than its place.
struct Inbox {
    static constexpr std::size_t size = 32;
    std::array<sockaddr_nl, size> senders;
    std::array<iovec, size> buffers;
    std::array<mmsghdr, size> messages;
    std::array<std::array<std::byte, 512>, size> datagrams;
};

/// Room for one exchange with the kernel: there is never more than one at a time. It is not on the stack,
/// which may be small (`ulimit -s 64`). Only what is used of it is touched.
struct Room {
    Inbox inbox;
    NftRequestRoom request;
};

Room& room() {
    static Room only;
    return only;
}

/// Hands each datagram that is waiting to `take`: at most an inbox full, or `wanted`. Returns whether there
/// were any.
template <typename Take>
bool receive_some(int socket, std::size_t wanted, Take take) {
    Inbox& inbox = room().inbox;
    const std::size_t count = std::min(wanted, Inbox::size);
    for (std::size_t index = 0; index < count; ++index) {
        inbox.buffers.at(index) = {inbox.datagrams.at(index).data(), inbox.datagrams.at(index).size()};
        inbox.messages.at(index) = {};
        msghdr& message = inbox.messages.at(index).msg_hdr;
        message.msg_name = &inbox.senders.at(index);
        message.msg_namelen = sizeof(sockaddr_nl);
        message.msg_iov = &inbox.buffers.at(index);
        message.msg_iovlen = 1;
    }
    const int received =
        ::recvmmsg(socket, inbox.messages.data(), static_cast<unsigned>(count), MSG_DONTWAIT, nullptr);
    for (std::size_t index = 0; index < static_cast<std::size_t>(std::max(received, 0)); ++index) {
        const mmsghdr& message = inbox.messages.at(index);
        take(if_from_kernel(std::span{inbox.datagrams.at(index)}.first(message.msg_len),
                            inbox.senders.at(index), message.msg_hdr.msg_namelen));
    }
    return received > 0;
}

} // namespace

NftProbe::NftProbe() : socket_{::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER)} {
    if (!socket_) {
        socket_error_ = errno;
    }
}

bool NftProbe::send(std::span<const std::byte> request) {
    return ::sendto(socket_.number(), request.data(), request.size(), 0,
                    reinterpret_cast<const sockaddr*>(&kernel_address), sizeof kernel_address) >= 0;
}

std::uint32_t NftProbe::take_sequence(std::size_t count) {
    const std::uint32_t first = next_sequence_;
    next_sequence_ += static_cast<std::uint32_t>(count);
    return first;
}

bool NftProbe::ask(const NftQuestions& questions, std::span<NftAnswer> answers, BackendEvidence& nft) {
    if (!socket_) {
        fail(nft, status_without_socket(socket_error_), {ProbeStep::open_socket, socket_error_});
        return false;
    }
    const std::uint32_t first = take_sequence(questions.size());
    if (!send(write_questions(room().request, questions, first))) {
        fail(nft, ProbeStatus::blind, {ProbeStep::ask, errno});
        return false;
    }
    // The kernel has done its work in our context: every answer is queued by now, and no other will come.
    while (!is_complete(answers) &&
           receive_some(socket_.number(), answers.size(), [&](std::span<const std::byte> datagram) {
               add_answers(answers, datagram, first);
           })) {
    }
    return true;
}

void NftProbe::find_tables(const NftQuestions& questions, BackendEvidence& nft) {
    std::array<NftAnswer, most_questions> room{};
    const std::span answers = std::span{room}.first(questions.size());
    if (ask(questions, answers, nft)) {
        add_evidence(questions, answers, nft, tables_);
    }
}

void NftProbe::find_hints(BackendEvidence& nft, Depth depth) {
    find_tables(first_question(), nft);
    if (nft.ipv4.status != ProbeStatus::probed) {
        nft.ipv6 = nft.ipv4; // such an answer is about both
        return;
    }
    if (depth == Depth::everything || nft.ipv4.marks == MarkSet{}) {
        find_tables(table_questions(), nft);
    }
}

void NftProbe::find_others(BackendEvidence& nft) {
    const NftQuestions questions = chain_questions(tables_);
    std::array<NftAnswer, most_questions> room{};
    const std::span answers = std::span{room}.first(questions.size());
    if (!questions.empty() && ask(questions, answers, nft)) {
        add_chain_evidence(questions, answers, tables_, nft);
    }
}

Extensions NftProbe::ask_for_extensions() {
    const std::uint32_t sequence = take_sequence(1);
    if (!socket_ || !send(write_extension_question(room().request, sequence))) {
        return Extensions::unclear;
    }
    Extensions answer = Extensions::not_asked;
    while (answer == Extensions::not_asked &&
           receive_some(socket_.number(), 1, [&](std::span<const std::byte> datagram) {
               answer = extensions_in(datagram, sequence);
           })) {
    }
    return answer == Extensions::not_asked ? Extensions::unclear : answer;
}

} // namespace iptables_wrapper::wrapper
