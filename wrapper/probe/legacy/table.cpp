// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/legacy/table.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace iptables_wrapper::wrapper {

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

/// One entry of a block.
struct Entry {
    std::size_t offset = 0;            ///< in the block
    std::size_t size = 0;              ///< to the next one
    std::span<const std::byte> target; ///< with all behind it
};

template <typename Number>
std::optional<Number> number_at(std::span<const std::byte> bytes, std::size_t offset) {
    Number number{};
    if (offset > bytes.size() || bytes.size() - offset < sizeof number) {
        return std::nullopt;
    }
    std::memcpy(&number, bytes.data() + offset, sizeof number);
    return number;
}

/// The entry at `offset`; nothing when it lies or is cut off.
std::optional<Entry> entry_at(std::span<const std::byte> entries, std::size_t offset, Family family) {
    const EntryLayout& layout = family == Family::ipv4 ? ipv4_layout : ipv6_layout;
    if (offset > entries.size() || entries.size() - offset < layout.size) {
        return std::nullopt;
    }
    const auto bytes = entries.subspan(offset);
    const std::size_t target_offset = number_at<std::uint16_t>(bytes, layout.target_offset_at).value_or(0);
    const std::size_t next_offset = number_at<std::uint16_t>(bytes, layout.next_offset_at).value_or(0);
    if (next_offset < layout.size || next_offset > bytes.size() || target_offset < layout.size ||
        target_offset > next_offset) {
        return std::nullopt;
    }
    return Entry{offset, next_offset, bytes.subspan(target_offset, next_offset - target_offset)};
}

/// The text that starts at `offset` and ends before a NUL, or after `limit` bytes, or where the bytes end.
std::string_view text_at(std::span<const std::byte> bytes, std::size_t offset, std::size_t limit) {
    const auto* start = reinterpret_cast<const char*>(bytes.data() + offset);
    return {start, ::strnlen(start, std::min(limit, bytes.size() - offset))};
}

/// The name of a target; u.user.name and u.kernel share its place.
std::string_view name_of_target(std::span<const std::byte> target) {
    constexpr std::size_t name_at = offsetof(xt_entry_target, u.user.name);
    return target.size() <= name_at ? std::string_view{} : text_at(target, name_at, XT_EXTENSION_MAXNAMELEN);
}

/// The name of the user chain that begins with an entry of this target; empty when none does.
std::string_view chain_begun_by(std::span<const std::byte> target) {
    constexpr std::size_t name_at = offsetof(xt_error_target, errorname);
    if (target.size() <= name_at || name_of_target(target) != XT_ERROR_TARGET) {
        return {};
    }
    return text_at(target, name_at, XT_FUNCTION_MAXNAMELEN);
}

/// The verdict of a standard target: the offset that it jumps to, or a decision if it is negative. Nothing
/// for any other target.
std::optional<int> verdict_of(std::span<const std::byte> target) {
    static_assert(std::string_view{XT_STANDARD_TARGET}.empty());
    if (target.size() < sizeof(xt_standard_target) || !name_of_target(target).empty()) {
        return std::nullopt;
    }
    return number_at<int>(target, offsetof(xt_standard_target, verdict));
}

/// The index of the mark that is a chain of this name; nothing if there is none.
std::optional<std::size_t> mark_called(std::string_view chain, std::string_view table, Family family) {
    for (std::size_t index = 0; index < marks.size(); ++index) {
        const Mark& mark = marks.at(index);
        if (mark.chain == chain && mark.table == table && applies_to(mark, family)) {
            return index;
        }
    }
    return std::nullopt;
}

/// Walks over the chains of a table and collects marks.
class MarkCollector {
public:
    MarkCollector(std::string_view table, Family family) : table_(table), family_(family) {}

    void take(const Entry& entry) {
        if (const std::string_view chain = chain_begun_by(entry.target); !chain.empty()) {
            end_chain();
            mark_ = mark_called(chain, table_, family_);
            start_ = entry.offset + entry.size;
            entries_ = 0;
        } else {
            ++entries_;
        }
    }

    /// The marks found. A chain without rules counts if it is jumped to, so this looks for jumps in
    /// `entries`, the whole block.
    MarkSet finish(std::span<const std::byte> entries) {
        end_chain();
        for (std::size_t offset = 0; anything_idle_ && offset < entries.size();) {
            const auto entry = entry_at(entries, offset, family_);
            if (!entry) {
                break; // cannot happen: the block has been walked before
            }
            take_jump(verdict_of(entry->target).value_or(-1));
            offset += entry->size;
        }
        return found_;
    }

private:
    void end_chain() {
        if (!mark_) {
            return;
        }
        // Every chain ends with a RETURN, after its rules.
        if (marks.at(*mark_).sign == Sign::chain || entries_ > 1) {
            found_.add(*mark_);
        } else {
            idle_starts_.at(*mark_) = start_;
            anything_idle_ = true;
        }
        mark_.reset();
    }

    void take_jump(int verdict) {
        for (std::size_t index = 0; verdict > 0 && index < idle_starts_.size(); ++index) {
            if (idle_starts_.at(index) == static_cast<std::size_t>(verdict)) {
                found_.add(index);
            }
        }
    }

    std::string_view table_;
    Family family_;
    MarkSet found_;
    std::optional<std::size_t> mark_;                     ///< of the chain that the walk is in
    std::size_t start_ = 0;                               ///< where that chain is jumped to
    std::size_t entries_ = 0;                             ///< met in it so far
    std::array<std::size_t, marks.size()> idle_starts_{}; ///< of chains without rules, by mark; 0: none
    bool anything_idle_ = false;
};

/// Whether `word` begins a line of `text`, and ends before one of `ends` or where the text ends.
bool has_line(std::string_view text, std::string_view ends, std::string_view word) {
    while (!text.empty()) {
        if (text.substr(0, text.find_first_of(ends)) == word) {
            return true;
        }
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    }
    return false;
}

bool is_built_in(const TableInfo& info, unsigned hook) {
    return (info.valid_hooks & (1U << hook)) != 0;
}

} // namespace

bool lists_table(std::string_view names, std::string_view table) {
    return has_line(names, "\n", table);
}

bool lists_module(std::string_view text, std::string_view module) {
    return has_line(text, " \n", module);
}

bool is_empty(const TableInfo& info) {
    return info.num_entries <= static_cast<unsigned>(std::popcount(info.valid_hooks)) + 1;
}

bool has_rules_in_force(const TableInfo& info) {
    for (unsigned hook = 0; hook < NF_INET_NUMHOOKS; ++hook) {
        if (is_built_in(info, hook) && info.hook_entry[hook] != info.underflow[hook]) {
            return true;
        }
    }
    return false;
}

std::optional<bool> has_policies(std::span<const std::byte> entries, Family family, const TableInfo& info) {
    constexpr int accept = -NF_ACCEPT - 1; // as a verdict is written (x_tables.h)
    for (unsigned hook = 0; hook < NF_INET_NUMHOOKS; ++hook) {
        if (!is_built_in(info, hook)) {
            continue;
        }
        const auto entry = entry_at(entries, info.underflow[hook], family);
        const auto verdict = entry ? verdict_of(entry->target) : std::nullopt;
        if (!verdict) {
            return std::nullopt;
        }
        if (*verdict != accept) {
            return true;
        }
    }
    return false;
}

std::optional<MarkSet> marks_in(std::span<const std::byte> entries, Family family, std::string_view table) {
    MarkCollector collector{table, family};
    for (std::size_t offset = 0; offset < entries.size();) {
        const auto entry = entry_at(entries, offset, family);
        if (!entry) {
            return std::nullopt;
        }
        collector.take(*entry);
        offset += entry->size;
    }
    return collector.finish(entries);
}

} // namespace iptables_wrapper::wrapper
