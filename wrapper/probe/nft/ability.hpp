// SPDX-License-Identifier: Apache-2.0
// Whether nftables can do the work of iptables on this kernel. Pure: bytes in, bytes out.
//
// That the kernel answers questions proves little. WSL2, container-optimised and NAS kernels list chains but
// lack what the rules of iptables need: nft_compat, which runs the extensions of iptables inside nftables,
// and the chain type "nat". Two things can be asked without leaving a trace:
//
// - nft_compat, whether it knows a match (NFNL_MSG_COMPAT_GET, linux/netfilter/nf_tables_compat.h). The
//   kernel loads the module for it, as it does for any rule with an extension.
// - the kernel itself, to check a batch: a table, a nat chain in it, a rule with a match in that. A batch
//   that lacks its end (NFNL_MSG_BATCH_END) is checked whole and then taken back in the same call
//   (nfnetlink_rcv_batch in net/netfilter/nfnetlink.c; it is how `nft --check` works). Nobody ever sees the
//   table: objects become visible when a batch is committed, and the table is dormant, so that its chain is
//   never hooked in.
#pragma once

#include "wrapper/evidence/evidence.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace iptables_wrapper::wrapper {

using AbilityRequestRoom = std::array<std::byte, 512>;

/// The request for nft_compat, with the sequence number `sequence`.
std::span<const std::byte> write_extension_question(AbilityRequestRoom& room, std::uint32_t sequence);

/// What `datagram` answers to that request; `not_asked` if it is no answer to it.
Extensions extensions_in(std::span<const std::byte> datagram, std::uint32_t sequence);

/// How many messages of the batch are acknowledged: table, chain, rule.
inline constexpr std::size_t trial_steps = 3;

/// The batch that is never committed. It makes a table called `table`, a name of at most 32 characters that
/// nobody else uses. Its steps carry the sequence numbers `first_sequence` to `first_sequence` + 2.
std::span<const std::byte> write_trial(AbilityRequestRoom& room, std::string_view table,
                                       std::uint32_t first_sequence);

/// What the kernel has said about each step: an errno, or 0 if it would do it.
using TrialAnswers = std::array<std::optional<int>, trial_steps>;

/// Adds to `answers` what `datagram` answers to the batch.
void add_trial_answers(TrialAnswers& answers, std::span<const std::byte> datagram,
                       std::uint32_t first_sequence);

/// `passed` if every step would be done, `failed` if the kernel lacks something for one, otherwise `unclear`.
Trial trial_from(const TrialAnswers& answers);

} // namespace iptables_wrapper::wrapper
