// SPDX-License-Identifier: Apache-2.0
// What nftables is asked, and what its answers mean. Pure: bytes in, bytes out.
//
// A chain or table is asked for by name (NFT_MSG_GETCHAIN, NFT_MSG_GETTABLE without NLM_F_DUMP), which the
// kernel looks up in a hash table: it costs the same at any number of rules, creates nothing, and many
// requests fit into one datagram. Format: linux/netfilter/nf_tables.h.
//
// There are three rounds. The first is a single question, for the hint that a kubelet of today makes, since a
// kernel without nf_tables runs modprobe for every question. Without that hint, the others follow, and the
// tables: those of iptables and native ones. Then the chains, only of tables that are there and in force.
#pragma once

#include "common/inplace_vector.hpp"
#include "wrapper/evidence/evidence.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// What is asked for, and the table in which `NftQuestion::index` is a place.
enum class Subject : std::uint8_t {
    mark,           ///< `marks`
    iptables_table, ///< `iptables_tables`
    built_in_chain, ///< `built_in_chains`, under the name that iptables gives it
    native_chain,   ///< `built_in_chains`, under the name that others give it
};

/// One question: is there this chain (or table), and what is it like?
struct NftQuestion {
    Family family = Family::ipv4;
    Subject subject = Subject::mark;
    std::uint8_t index = 0;

    [[nodiscard]] std::string_view table() const;
    /// Empty to ask for the table itself.
    [[nodiscard]] std::string_view chain() const;
};

inline constexpr std::size_t most_questions = 128;
using NftQuestions = InplaceVector<NftQuestion, most_questions>;

/// For the first of the kubelet's hints, in IPv4.
NftQuestions first_question();

/// For its other hints, for the tables of iptables, and for native ones.
NftQuestions table_questions();

/// What the kernel has said of one question.
struct NftAnswer {
    std::optional<int> error; ///< 0: it exists; else the errno (ENOENT: it does not); nothing: no answer
    std::uint32_t use = 0; ///< NFTA_CHAIN_USE: rules in it and jumps to it; NFTA_TABLE_USE: chains and sets
    bool dormant = false;  ///< NFTA_TABLE_FLAGS: no packet meets this table
    bool hooked = false;   ///< NFTA_CHAIN_HOOK: a base chain, which packets meet
    std::optional<std::uint32_t>
        policy; ///< NFTA_CHAIN_POLICY: NF_ACCEPT or NF_DROP; only base chains have one
};

/// The tables of iptables in nft, as the second round shows them.
struct NftTable {
    bool in_force = false;   ///< it is there, has chains, and is not dormant
    std::int64_t chains = 0; ///< how many, sets included, which iptables never makes
};
struct NftTables {
    std::array<NftTable, iptables_tables.size() * all_families.size()> all{};
    static std::size_t place_of(Family family, std::string_view table);
    [[nodiscard]] NftTable& of(Family family, std::string_view table) {
        return all.at(place_of(family, table));
    }
    [[nodiscard]] const NftTable& of(Family family, std::string_view table) const {
        return all.at(place_of(family, table));
    }
};

/// For the chains of tables in force: owners', those of iptables, and base chains that iptables did not make.
NftQuestions chain_questions(const NftTables& tables);

/// Room enough for the requests of any round.
using NftRequestRoom = std::array<std::byte, 12288>;

/// One datagram in `room` with all `questions`. They carry the sequence numbers `first_sequence`,
/// `first_sequence` + 1, …
std::span<const std::byte> write_questions(NftRequestRoom& room, const NftQuestions& questions,
                                           std::uint32_t first_sequence);

/// Adds to `answers` (one for each question) what `datagram` says. Ignores what is truncated, lies about its
/// length, or answers no question. EPERM answers every open question, because the kernel refuses a whole
/// datagram with one answer (nfnetlink_rcv in net/netfilter/nfnetlink.c).
void add_answers(std::span<NftAnswer> answers, std::span<const std::byte> datagram,
                 std::uint32_t first_sequence);

/// Whether no question is open.
bool is_complete(std::span<const NftAnswer> answers);

/// Adds to `nft` what the `answers` to first_question or table_questions mean, and to `tables` those that are
/// there. A question that is open or was refused makes its family blind. An errno about the kernel's
/// abilities makes it absent.
void add_evidence(const NftQuestions& questions, std::span<const NftAnswer> answers, BackendEvidence& nft,
                  NftTables& tables);

/// The same for chain_questions(tables): marks in tables that packets meet, rules, policies.
void add_chain_evidence(const NftQuestions& questions, std::span<const NftAnswer> answers,
                        const NftTables& tables, BackendEvidence& nft);

/// The question for nft_compat, which runs the extensions of iptables inside nftables (NFNL_MSG_COMPAT_GET,
/// linux/netfilter/nf_tables_compat.h), with the sequence number `sequence`. It asks for an extension by a
/// name that is too long, so none is loaded.
std::span<const std::byte> write_extension_question(NftRequestRoom& room, std::uint32_t sequence);

/// What `datagram` answers to that: ERANGE, nft_compat has read the name (nla_validate); EINVAL, there is
/// none (nfnetlink_rcv_msg). `not_asked` if it is no answer to it.
Extensions extensions_in(std::span<const std::byte> datagram, std::uint32_t sequence);

} // namespace iptables_wrapper::wrapper
