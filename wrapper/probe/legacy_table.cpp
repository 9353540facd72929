// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/legacy_table.hpp"

#include "wrapper/probe/xtables_kernel.hpp"

#include <cstdint>
#include <cstring>

namespace iptables_wrapper {

namespace {

/// Where an entry has what the walk needs.
struct EntryLayout {
    std::size_t size; ///< of the fixed part; matches and target follow
    std::size_t target_offset_at;
    std::size_t next_offset_at;
};

constexpr EntryLayout ipv4_layout{sizeof(ipt_entry), offsetof(ipt_entry, target_offset),
                                  offsetof(ipt_entry, next_offset)};
constexpr EntryLayout ipv6_layout{sizeof(ip6t_entry), offsetof(ip6t_entry, target_offset),
                                  offsetof(ip6t_entry, next_offset)};

std::size_t number_at(std::span<const std::byte> bytes, std::size_t offset) {
    std::uint16_t number = 0;
    std::memcpy(&number, bytes.data() + offset, sizeof number);
    return number;
}

/// The text that starts at `offset` and ends before a NUL, after `limit` bytes or with the bytes.
std::string_view text_at(std::span<const std::byte> bytes, std::size_t offset, std::size_t limit) {
    const auto* start = reinterpret_cast<const char*>(bytes.data() + offset);
    return {start, ::strnlen(start, std::min(limit, bytes.size() - offset))};
}

/// The name of the user chain that begins with `entry`; empty when none does.
std::string_view chain_begun_by(std::span<const std::byte> entry, std::size_t target_offset) {
    constexpr std::size_t name_at = offsetof(xt_error_target, errorname);
    if (entry.size() - target_offset <= name_at) {
        return {};
    }
    const auto target = entry.subspan(target_offset);
    // XT_ERROR_TARGET; u.user.name and u.kernel share the place of the name.
    if (text_at(target, offsetof(xt_entry_target, u.user.name), XT_EXTENSION_MAXNAMELEN) != XT_ERROR_TARGET) {
        return {};
    }
    return text_at(target, name_at, XT_FUNCTION_MAXNAMELEN);
}

} // namespace

bool lists_table(std::string_view names, std::string_view table) {
    while (!names.empty()) {
        const std::size_t end = std::min(names.find('\n'), names.size());
        if (names.substr(0, end) == table) {
            return true;
        }
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return false;
}

std::optional<HintChains> hint_chains_in(std::span<const std::byte> entries, Family family) {
    const EntryLayout& layout = family == Family::ipv4 ? ipv4_layout : ipv6_layout;
    HintChains chains;
    while (!entries.empty()) {
        if (entries.size() < layout.size) {
            return std::nullopt;
        }
        const std::size_t target_offset = number_at(entries, layout.target_offset_at);
        const std::size_t next_offset = number_at(entries, layout.next_offset_at);
        if (next_offset < layout.size || next_offset > entries.size() || target_offset < layout.size ||
            target_offset > next_offset) {
            return std::nullopt;
        }
        const std::string_view chain = chain_begun_by(entries.first(next_offset), target_offset);
        chains.hint = chains.hint || chain == name_of(HintChain::hint);
        chains.canary = chains.canary || chain == name_of(HintChain::canary);
        entries = entries.subspan(next_offset);
    }
    return chains;
}

} // namespace iptables_wrapper
