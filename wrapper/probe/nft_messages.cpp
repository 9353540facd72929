// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/nft_messages.hpp"

#include "common/failure.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <sys/socket.h>

namespace iptables_wrapper {

namespace {

constexpr std::size_t alignment = 4; // NLMSG_ALIGNTO and NLA_ALIGNTO

constexpr std::size_t aligned(std::size_t size) {
    return (size + alignment - 1) / alignment * alignment;
}

constexpr std::uint16_t nft_message_type(int type) {
    return static_cast<std::uint16_t>((NFNL_SUBSYS_NFTABLES << 8) | type);
}

template <typename Value>
void append(std::vector<std::byte>& bytes, const Value& value) {
    const auto raw = std::as_bytes(std::span{&value, 1});
    bytes.insert(bytes.end(), raw.begin(), raw.end());
}

/// An attribute with a text, which netlink ends with a NUL and pads.
void append_attribute(std::vector<std::byte>& bytes, std::uint16_t type, std::string_view text) {
    const nlattr header{static_cast<std::uint16_t>(sizeof(nlattr) + text.size() + 1), type};
    append(bytes, header);
    const auto raw = std::as_bytes(std::span{text});
    bytes.insert(bytes.end(), raw.begin(), raw.end());
    bytes.resize(bytes.size() + 1);
    bytes.resize(aligned(bytes.size()));
}

void append_question(std::vector<std::byte>& bytes, const NftQuestion& question, std::uint32_t sequence) {
    const std::size_t start = bytes.size();
    nlmsghdr header{};
    header.nlmsg_type = nft_message_type(NFT_MSG_GETCHAIN);
    header.nlmsg_flags = NLM_F_REQUEST;
    header.nlmsg_seq = sequence;
    nfgenmsg generic{};
    generic.nfgen_family = question.family == Family::ipv4 ? AF_INET : AF_INET6;
    generic.version = NFNETLINK_V0;

    append(bytes, header);
    append(bytes, generic);
    append_attribute(bytes, NFTA_CHAIN_TABLE, hint_table);
    append_attribute(bytes, NFTA_CHAIN_NAME, name_of(question.chain));

    header.nlmsg_len = static_cast<std::uint32_t>(bytes.size() - start);
    std::memcpy(bytes.data() + start, &header, sizeof header);
}

/// The errno that one message reports: 0 for the chain itself; nothing where it is no answer.
std::optional<int> error_in(const nlmsghdr& header, std::span<const std::byte> payload) {
    if (header.nlmsg_type == nft_message_type(NFT_MSG_NEWCHAIN)) {
        return 0;
    }
    int error_number = 0;
    if (header.nlmsg_type != NLMSG_ERROR || payload.size() < sizeof error_number) {
        return std::nullopt;
    }
    std::memcpy(&error_number, payload.data(), sizeof error_number);
    // The kernel reports negative numbers; 0 would acknowledge a request, and we asked for no
    // acknowledgement.
    if (error_number >= 0 || error_number < -4095) {
        return std::nullopt;
    }
    return -error_number;
}

/// Errors that say something about us or about this moment, and nothing about the kernel's abilities.
bool says_nothing(int error_number) {
    constexpr std::array passing{EPERM, EACCES, ENOMEM, ENOBUFS, EAGAIN, EINTR};
    return std::ranges::find(passing, error_number) != passing.end();
}

void add_to(FamilyProbe& probe, HintChain chain, std::optional<int> error_number) {
    if (!error_number || says_nothing(*error_number)) {
        probe.look = Look::blind;
        probe.reason = error_number ? reason_of(*error_number) : "no answer";
    } else if (*error_number == 0) {
        (chain == HintChain::hint ? probe.chains.hint : probe.chains.canary) = true;
    } else if (*error_number != ENOENT && probe.look != Look::blind) {
        probe.look = Look::not_in_kernel;
        probe.reason = reason_of(*error_number);
    }
}

} // namespace

bool NftAnswers::complete() const {
    return std::ranges::all_of(errors, [](const auto& error) { return error.has_value(); });
}

std::vector<std::byte> nft_request(std::uint32_t first_sequence) {
    std::vector<std::byte> bytes;
    bytes.reserve(512);
    std::uint32_t sequence = first_sequence;
    for (const NftQuestion& question : nft_questions) {
        append_question(bytes, question, sequence++);
    }
    return bytes;
}

void add_nft_answers(NftAnswers& answers, std::span<const std::byte> datagram, std::uint32_t first_sequence) {
    nlmsghdr header{};
    while (datagram.size() >= sizeof header) {
        std::memcpy(&header, datagram.data(), sizeof header);
        if (header.nlmsg_len < sizeof header || header.nlmsg_len > datagram.size()) {
            return;
        }
        const std::uint32_t index = header.nlmsg_seq - first_sequence; // wraps around for numbers before ours
        const auto payload = datagram.subspan(sizeof header, header.nlmsg_len - sizeof header);
        if (const auto error = error_in(header, payload); error && index < answers.errors.size()) {
            answers.errors.at(index) = *error;
            if (*error == EPERM) {
                for (auto& open : answers.errors) {
                    open = open.value_or(EPERM);
                }
            }
        }
        datagram = datagram.subspan(std::min(aligned(header.nlmsg_len), datagram.size()));
    }
}

Probe nft_probe_from(const NftAnswers& answers) {
    Probe probe{{Look::done, {}, {}}, {Look::done, {}, {}}};
    for (std::size_t index = 0; index < nft_questions.size(); ++index) {
        const NftQuestion& question = nft_questions.at(index);
        add_to(question.family == Family::ipv4 ? probe.ipv4 : probe.ipv6, question.chain,
               answers.errors.at(index));
    }
    return probe;
}

} // namespace iptables_wrapper
