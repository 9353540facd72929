// SPDX-License-Identifier: Apache-2.0
// What the kernel's old interface shows: the list of tables, and a table as one block of entries. Pure: bytes
// in.
//
// A table is a row of entries (struct ipt_entry, struct ip6t_entry), each with matches and then a target;
// next_offset leads from one to the next. A user chain begins with an entry whose target is called "ERROR"
// and carries the chain's name. Formats: linux/netfilter/x_tables.h, linux/netfilter_ipv4/ip_tables.h and its
// ipv6 sister; all in the byte order and alignment of the machine.
#pragma once

#include "wrapper/probe/probe.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace iptables_wrapper {

/// Whether `names`, the text of /proc/net/ip_tables_names (one name a line), lists `table`.
bool lists_table(std::string_view names, std::string_view table);

/// The hint chains among `entries`, a table's block as IPT_SO_GET_ENTRIES or IP6T_SO_GET_ENTRIES gives it.
/// Nothing when an entry lies about its size or the block ends within one.
std::optional<HintChains> hint_chains_in(std::span<const std::byte> entries, Family family);

} // namespace iptables_wrapper
