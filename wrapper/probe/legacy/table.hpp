// SPDX-License-Identifier: Apache-2.0
// What the kernel's old interface shows: the list of tables, and a table as one block of entries. Pure: bytes
// in.
//
// A table is a row of entries (struct ipt_entry, struct ip6t_entry), each with matches and then a target;
// next_offset leads from one to the next. The built-in chains come first, each ending with its policy. A user
// chain begins with an entry whose target is called "ERROR" and carries the chain's name, and ends with a
// RETURN. A rule jumps by the offset of the entry behind that beginning. Formats: linux/netfilter/x_tables.h,
// linux/netfilter_ipv4/ip_tables.h and its ipv6 sister; all in the byte order and alignment of the machine.
#pragma once

#include "wrapper/evidence/marks.hpp"
#include "wrapper/probe/netfilter_kernel.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// What IPT_SO_GET_INFO says of a table. IP6T_SO_GET_INFO fills the same structure under another name.
using TableInfo = ipt_getinfo;

/// Whether `names`, the text of /proc/net/ip_tables_names (one name a line), lists `table`.
bool lists_table(std::string_view names, std::string_view table);

/// Whether `text`, that of /proc/modules (a line for each module, its name first), has `module`.
bool lists_module(std::string_view text, std::string_view module);

/// Whether the table has neither rules nor user chains: one entry for each built-in chain, and one at the
/// end.
bool is_empty(const TableInfo& info);

/// Whether a built-in chain has rules: they lie between its first entry and its policy.
bool has_rules_in_force(const TableInfo& info);

/// Whether a built-in chain has another policy than ACCEPT. `entries` is the table's block as
/// IPT_SO_GET_ENTRIES or IP6T_SO_GET_ENTRIES gives it. Nothing when `info` or an entry lies about an offset.
std::optional<bool> has_policies(std::span<const std::byte> entries, Family family, const TableInfo& info);

/// The marks of `table` in its block of entries. Nothing when an entry lies about its size or the block ends
/// within one.
std::optional<MarkSet> marks_in(std::span<const std::byte> entries, Family family, std::string_view table);

} // namespace iptables_wrapper::wrapper
