// SPDX-License-Identifier: Apache-2.0
// The netlink messages that ask nftables for the hint chains, and what the answers mean. Pure: bytes in,
// bytes out.
//
// A chain is asked for by name (NFT_MSG_GETCHAIN without NLM_F_DUMP), which the kernel looks up in a hash
// table: it costs the same at any number of rules, creates nothing, and four requests fit into one datagram.
// Formats: linux/netlink.h, linux/netfilter/nfnetlink.h, linux/netfilter/nf_tables.h. Headers and attributes
// are in the byte order of the machine, nfgenmsg.res_id is big-endian (and 0 here), all is aligned to 4
// bytes.
#pragma once

#include "wrapper/probe/probe.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace iptables_wrapper {

/// One question: is there `chain` in the hint table of `family`?
struct NftQuestion {
    Family family;
    HintChain chain;
};

/// The order in which they are asked, and answered.
inline constexpr std::array<NftQuestion, 4> nft_questions{{
    {Family::ipv4, HintChain::hint},
    {Family::ipv4, HintChain::canary},
    {Family::ipv6, HintChain::hint},
    {Family::ipv6, HintChain::canary},
}};

/// What the kernel has said so far.
struct NftAnswers {
    /// By question: 0 the chain exists, else the errno of the answer (ENOENT: no such chain or table).
    std::array<std::optional<int>, nft_questions.size()> errors;

    [[nodiscard]] bool complete() const;
};

/// One datagram with all questions. They carry the sequence numbers `first_sequence`, `first_sequence` + 1, …
std::vector<std::byte> nft_request(std::uint32_t first_sequence);

/// Adds to `answers` what `datagram`, received in return for nft_request(`first_sequence`), says. Whatever is
/// truncated, lies about its length, or answers no question of ours is passed over. EPERM answers every
/// question that is still open, since the kernel refuses a whole datagram with one answer (nfnetlink_rcv in
/// net/netfilter/nfnetlink.c).
void add_nft_answers(NftAnswers& answers, std::span<const std::byte> datagram, std::uint32_t first_sequence);

/// What the answers mean. An open question makes its family blind.
Probe nft_probe_from(const NftAnswers& answers);

} // namespace iptables_wrapper
