// SPDX-License-Identifier: Apache-2.0
// What nftables is asked, and what its answers mean. Pure: bytes in, bytes out.
//
// A chain or table is asked for by name (NFT_MSG_GETCHAIN, NFT_MSG_GETTABLE without NLM_F_DUMP), which the
// kernel looks up in a hash table: it costs the same at any number of rules, creates nothing, and many
// requests fit into one datagram. Format: linux/netfilter/nf_tables.h.
#pragma once

#include "wrapper/evidence/evidence.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// Why something is asked for.
enum class Purpose : std::uint8_t { mark, occupancy };

/// One question: is there this chain (or native table), and what is it like?
struct NftQuestion {
    Family family = Family::ipv4;
    Purpose purpose = Purpose::occupancy;
    std::uint8_t index = 0; ///< in `marks`, or in `built_in_chains`

    [[nodiscard]] constexpr std::string_view table() const {
        return purpose == Purpose::mark ? marks.at(index).table : built_in_chains.at(index).table;
    }
    /// Empty to ask for the table itself.
    [[nodiscard]] constexpr std::string_view chain() const {
        return purpose == Purpose::mark ? marks.at(index).chain : built_in_chains.at(index).chain;
    }
};

namespace detail {

/// The two lists: the kubelet's hints, which are asked for first and alone since they decide, and the rest.
enum class List { hints, others };

constexpr bool is_on(List list, const Mark& mark, Family family) {
    return (mark.rank == Rank::kubelet) == (list == List::hints) && applies_to(mark, family);
}

constexpr std::size_t count_marks(List list) {
    std::size_t count = 0;
    for (const Family family : all_families) {
        for (const Mark& mark : marks) {
            if (is_on(list, mark, family)) {
                ++count;
            }
        }
    }
    return count;
}

template <List list>
constexpr auto make_questions() {
    constexpr std::size_t built_in = list == List::others ? built_in_chains.size() : 0;
    std::array<NftQuestion, count_marks(list) + all_families.size() * built_in> questions{};
    std::size_t count = 0;
    for (const Family family : all_families) {
        for (std::size_t index = 0; index < marks.size(); ++index) {
            if (is_on(list, marks.at(index), family)) {
                questions.at(count++) = {family, Purpose::mark, static_cast<std::uint8_t>(index)};
            }
        }
        for (std::size_t index = 0; index < built_in; ++index) {
            questions.at(count++) = {family, Purpose::occupancy, static_cast<std::uint8_t>(index)};
        }
    }
    return questions;
}

} // namespace detail

/// For the kubelet's hints.
inline constexpr auto hint_questions = detail::make_questions<detail::List::hints>();

/// For all other marks, and for the rules and policies of the built-in chains.
inline constexpr auto other_questions = detail::make_questions<detail::List::others>();

inline constexpr std::size_t most_questions = std::max(hint_questions.size(), other_questions.size());

/// What the kernel has said of one question.
struct NftAnswer {
    std::optional<int> error; ///< 0: it exists; else the errno (ENOENT: it does not); nothing: no answer
    std::uint32_t use = 0;    ///< NFTA_CHAIN_USE: rules in it and jumps to it
    std::optional<std::uint32_t>
        policy; ///< NFTA_CHAIN_POLICY: NF_ACCEPT or NF_DROP; only base chains have one
};

/// Room enough for the requests of either list.
using NftRequestRoom = std::array<std::byte, 8192>;

/// One datagram in `room` with all `questions`. They carry the sequence numbers `first_sequence`,
/// `first_sequence` + 1, …
std::span<const std::byte> write_questions(NftRequestRoom& room, std::span<const NftQuestion> questions,
                                           std::uint32_t first_sequence);

/// Adds to `answers` (one for each question) what `datagram` says. Ignores what is truncated, lies about its
/// length, or answers no question. EPERM answers every open question, because the kernel refuses a whole
/// datagram with one answer (nfnetlink_rcv in net/netfilter/nfnetlink.c).
void add_answers(std::span<NftAnswer> answers, std::span<const std::byte> datagram,
                 std::uint32_t first_sequence);

/// Whether no question is open.
bool is_complete(std::span<const NftAnswer> answers);

/// Adds to `nft` what the `answers` to `questions` mean. A question that is open or was refused makes its
/// family blind. An errno about the kernel's abilities makes it absent.
void add_evidence(std::span<const NftQuestion> questions, std::span<const NftAnswer> answers,
                  BackendEvidence& nft);

/// Whether an errno is about us or about this moment, and not about the kernel's abilities.
bool is_passing_error(int error_number);

} // namespace iptables_wrapper::wrapper
