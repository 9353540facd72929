// SPDX-License-Identifier: Apache-2.0
#include "test/unit/scratch_directory.hpp"
#include "wrapper/probe/legacy/legacy_probe.hpp"
#include "wrapper/probe/legacy/table.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <cstring>
#include <vector>

#include <sys/utsname.h>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

namespace {

using Bytes = std::vector<std::byte>;

/// An entry with `matches` bytes of matches and the given target.
template <typename Entry, typename Target>
Bytes entry_with(const Target& target, std::size_t matches) {
    Entry head{};
    head.target_offset = static_cast<std::uint16_t>(sizeof head + matches);
    head.next_offset = static_cast<std::uint16_t>(head.target_offset + XT_ALIGN(sizeof target));
    Bytes bytes(head.next_offset);
    std::memcpy(bytes.data(), &head, sizeof head);
    std::memcpy(bytes.data() + head.target_offset, &target, sizeof target);
    return bytes;
}

template <typename Target>
Bytes entry_of(Family family, const Target& target, std::size_t matches) {
    return family == Family::ipv4 ? entry_with<ipt_entry>(target, matches)
                                  : entry_with<ip6t_entry>(target, matches);
}

/// What a user chain begins with, if the target's name is right.
Bytes begin_of(Family family, std::string_view chain, std::string_view target_name = XT_ERROR_TARGET,
               std::size_t matches = 0) {
    xt_error_target target{};
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access): the kernel's structure is one
    target_name.copy(static_cast<char*>(target.target.u.user.name), XT_EXTENSION_MAXNAMELEN - 1);
    chain.copy(static_cast<char*>(target.errorname), XT_FUNCTION_MAXNAMELEN - 1);
    return entry_of(family, target, matches);
}

constexpr int verdict_return = XT_RETURN;
constexpr int verdict_accept = -NF_ACCEPT - 1;
constexpr int verdict_drop = -NF_DROP - 1;

/// A rule, a policy or the end of a user chain.
Bytes rule(Family family, int verdict, std::size_t matches = 0) {
    xt_standard_target target{};
    target.verdict = verdict;
    return entry_of(family, target, matches);
}

Bytes table(const std::vector<Bytes>& entries) {
    Bytes bytes;
    for (const Bytes& one : entries) {
        bytes.insert(bytes.end(), one.begin(), one.end());
    }
    return bytes;
}

/// A user chain as iptables-legacy writes it.
Bytes chain(Family family, std::string_view name, const Bytes& rules = {}) {
    return table({begin_of(family, name), rules, rule(family, verdict_return)});
}

MarkSet marks_called(std::initializer_list<std::string_view> chains, std::string_view of_table) {
    MarkSet set;
    for (std::size_t index = 0; index < marks.size(); ++index) {
        if (marks.at(index).table == of_table &&
            std::ranges::find(chains, marks.at(index).chain) != chains.end()) {
            set.add(index);
        }
    }
    return set;
}

std::size_t next_offset_at(Family family) {
    return family == Family::ipv4 ? offsetof(ipt_entry, next_offset) : offsetof(ip6t_entry, next_offset);
}

std::size_t target_offset_at(Family family) {
    return family == Family::ipv4 ? offsetof(ipt_entry, target_offset) : offsetof(ip6t_entry, target_offset);
}

Bytes with_number(Bytes bytes, std::size_t offset, std::size_t number) {
    const auto value = static_cast<std::uint16_t>(number);
    std::memcpy(bytes.data() + offset, &value, sizeof value);
    return bytes;
}

/// A table of two built-in chains, INPUT and FORWARD, whose rules are `rules` and whose policies those.
struct BuiltTable {
    BuiltTable(Family family, int input_policy, int forward_policy, const Bytes& rules = {}) {
        entries = table(
            {rules, rule(family, input_policy), rule(family, forward_policy), begin_of(family, "ERROR")});
        info.valid_hooks = (1U << NF_INET_LOCAL_IN) | (1U << NF_INET_FORWARD);
        info.underflow[NF_INET_LOCAL_IN] = static_cast<unsigned>(rules.size());
        info.hook_entry[NF_INET_FORWARD] = info.underflow[NF_INET_FORWARD] =
            static_cast<unsigned>(rules.size() + rule(family, 0).size());
        info.num_entries = rules.empty() ? 3 : 4;
        info.size = static_cast<unsigned>(entries.size());
    }
    Bytes entries;
    TableInfo info{};
};

} // namespace

// Boost.Test prints the family with this.
namespace iptables_wrapper::wrapper {
static std::ostream& operator<<(std::ostream& stream, Family family) {
    return stream << name_of(family);
}
} // namespace iptables_wrapper::wrapper

BOOST_AUTO_TEST_SUITE(legacy_table)

BOOST_AUTO_TEST_CASE(tables_are_listed_by_exact_lines) {
    BOOST_TEST(lists_table("filter\nmangle\nnat\n", "mangle"));
    BOOST_TEST(lists_table("mangle", "mangle"));
    BOOST_TEST(!lists_table("", "mangle"));
    BOOST_TEST(!lists_table("filter\n\nmangle2\nxmangle\nmangl\n", "mangle"));
}

BOOST_AUTO_TEST_CASE(modules_are_listed_by_the_first_word_of_a_line) {
    constexpr std::string_view modules = "ip6table_mangle 16384 1 - Live 0x0\n"
                                         "x_tables 45056 2 iptable_mangle,ip6table_mangle, Live 0x0\n"
                                         "iptable_mangler 1 0 - Live 0x0\nlast";
    BOOST_TEST(lists_module(modules, "ip6table_mangle"));
    BOOST_TEST(lists_module(modules, "x_tables"));
    BOOST_TEST(lists_module(modules, "last"));
    BOOST_TEST(!lists_module(modules, "iptable_mangle"));
    BOOST_TEST(!lists_module({}, "iptable_mangle"));
}

BOOST_DATA_TEST_CASE(hints_are_found_among_others_also_without_rules, all_families, family) {
    const Bytes plain = table({rule(family, verdict_accept), chain(family, "KUBE-IPTABLES-HINT2"),
                               rule(family, verdict_accept, 48), begin_of(family, "ERROR")});
    BOOST_TEST((marks_in(plain, family, "mangle") == MarkSet{}));

    const Bytes hint = table({chain(family, "KUBE-IPTABLES-HINT"), plain});
    BOOST_TEST((marks_in(hint, family, "mangle") == marks_called({"KUBE-IPTABLES-HINT"}, "mangle")));
    BOOST_TEST((marks_in(hint, family, "filter") == MarkSet{}));

    const Bytes both = table({chain(family, "KUBE-KUBELET-CANARY"), hint});
    BOOST_TEST((marks_in(both, family, "mangle") ==
                marks_called({"KUBE-IPTABLES-HINT", "KUBE-KUBELET-CANARY"}, "mangle")));
}

BOOST_DATA_TEST_CASE(an_owners_chain_counts_when_it_has_rules, all_families, family) {
    const Bytes end = begin_of(family, "ERROR");
    const Bytes idle = table({rule(family, verdict_accept), chain(family, "DOCKER"), end});
    BOOST_TEST((marks_in(idle, family, "filter") == MarkSet{}));
    const Bytes used =
        table({rule(family, verdict_accept), chain(family, "DOCKER", rule(family, verdict_return, 48)), end});
    BOOST_TEST((marks_in(used, family, "filter") == marks_called({"DOCKER"}, "filter")));
    BOOST_TEST((marks_in(used, family, "raw") == MarkSet{}));
    // The rules of its neighbours are not its own.
    const Bytes between = table({chain(family, "A", rule(family, verdict_drop)), chain(family, "DOCKER"),
                                 chain(family, "Z", rule(family, verdict_drop)), end});
    BOOST_TEST((marks_in(between, family, "filter") == MarkSet{}));
}

BOOST_DATA_TEST_CASE(an_owners_chain_counts_when_something_jumps_to_it, all_families, family) {
    const Bytes first_rule = rule(family, 0);
    const auto start = static_cast<int>(first_rule.size() + begin_of(family, "DOCKER").size());
    const Bytes behind = table({chain(family, "DOCKER"), begin_of(family, "ERROR")});
    BOOST_TEST((marks_in(table({rule(family, start), behind}), family, "filter") ==
                marks_called({"DOCKER"}, "filter")));
    for (const int elsewhere : {start - 1, start + 1, 0, -start, verdict_accept}) {
        BOOST_TEST((marks_in(table({rule(family, elsewhere), behind}), family, "filter") == MarkSet{}),
                   elsewhere);
    }
}

BOOST_DATA_TEST_CASE(every_chain_is_found_in_its_own_table_and_families, all_families, family) {
    for (std::size_t index = 0; index < marks.size(); ++index) {
        for (const std::string_view name : iptables_tables) {
            const Mark& mark = marks.at(index);
            const Bytes block = table(
                {chain(family, mark.chain, rule(family, verdict_return, 48)), begin_of(family, "ERROR")});
            const bool found = !mark.chain.empty() && marks_in(block, family, name).value().has(index);
            BOOST_TEST(found == (!mark.chain.empty() && name == mark.table && applies_to(mark, family)),
                       mark.name());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_chain_counts_only_in_its_families) {
    const auto with = [](Family family, std::string_view name) {
        return marks_in(chain(family, name, rule(family, verdict_drop)), family, "filter").value();
    };
    BOOST_TEST((with(Family::ipv4, "ufw-user-input") != MarkSet{}));
    BOOST_TEST((with(Family::ipv6, "ufw-user-input") == MarkSet{}));
    BOOST_TEST((with(Family::ipv4, "ufw6-user-input") == MarkSet{}));
    BOOST_TEST((with(Family::ipv6, "ufw6-user-input") != MarkSet{}));
}

BOOST_DATA_TEST_CASE(a_rule_that_only_looks_like_a_chain_is_none, all_families, family) {
    BOOST_TEST((marks_in(begin_of(family, "KUBE-IPTABLES-HINT", "KUBE-IPTABLES-HINT"), family, "mangle") ==
                MarkSet{}));
    BOOST_TEST((marks_in(begin_of(family, "KUBE-IPTABLES-HINT", "ERRORS"), family, "mangle") == MarkSet{}));
}

BOOST_DATA_TEST_CASE(rules_in_force_lie_before_a_policy, all_families, family) {
    const BuiltTable empty{family, verdict_accept, verdict_accept};
    BOOST_TEST(is_empty(empty.info));
    BOOST_TEST(!has_rules_in_force(empty.info));
    const BuiltTable with_rule{family, verdict_accept, verdict_accept, rule(family, verdict_drop)};
    BOOST_TEST(!is_empty(with_rule.info));
    BOOST_TEST(has_rules_in_force(with_rule.info));
    // What a hook that the table does not have says is nothing.
    TableInfo odd = empty.info;
    odd.hook_entry[NF_INET_PRE_ROUTING] = 17;
    BOOST_TEST(!has_rules_in_force(odd));
}

BOOST_DATA_TEST_CASE(a_policy_counts_when_it_is_not_accept, all_families, family) {
    const auto policies = [&](int input, int forward) {
        const BuiltTable built{family, input, forward};
        return has_policies(built.entries, family, built.info);
    };
    BOOST_TEST(policies(verdict_accept, verdict_accept).value() == false);
    BOOST_TEST(policies(verdict_drop, verdict_accept).value() == true);
    BOOST_TEST(policies(verdict_accept, verdict_drop).value() == true);
}

BOOST_DATA_TEST_CASE(lies_about_where_policies_are_are_noticed, all_families, family) {
    const BuiltTable built{family, verdict_accept, verdict_accept};
    for (const unsigned offset : {1U, 8U, built.info.size - 8, built.info.size, 0xffffffffU}) {
        TableInfo lying = built.info;
        lying.underflow[NF_INET_FORWARD] = offset;
        BOOST_TEST(!has_policies(built.entries, family, lying).value_or(false), offset);
    }
    TableInfo outside = built.info;
    outside.underflow[NF_INET_FORWARD] = outside.size;
    BOOST_TEST(!has_policies(built.entries, family, outside).has_value());
}

BOOST_DATA_TEST_CASE(an_empty_block_has_no_marks, all_families, family) {
    BOOST_TEST((marks_in({}, family, "mangle") == MarkSet{}));
}

BOOST_DATA_TEST_CASE(every_truncation_is_noticed, all_families, family) {
    const Bytes whole = begin_of(family, "KUBE-IPTABLES-HINT");
    for (std::size_t size = 1; size < whole.size(); ++size) {
        BOOST_TEST(!marks_in(std::span{whole}.first(size), family, "mangle").has_value());
    }
}

BOOST_DATA_TEST_CASE(lies_about_sizes_are_noticed, all_families, family) {
    const Bytes whole = begin_of(family, "KUBE-IPTABLES-HINT");
    for (const std::size_t next :
         {std::size_t{0}, std::size_t{1}, std::size_t{60}, whole.size() + 1, std::size_t{65535}}) {
        BOOST_TEST(!marks_in(with_number(whole, next_offset_at(family), next), family, "mangle").has_value());
    }
    for (const std::size_t target : {std::size_t{0}, std::size_t{60}, whole.size() + 1, std::size_t{65535}}) {
        BOOST_TEST(
            !marks_in(with_number(whole, target_offset_at(family), target), family, "mangle").has_value());
    }
}

BOOST_DATA_TEST_CASE(a_name_may_end_with_the_entry, all_families, family) {
    const Bytes whole = begin_of(family, "KUBE-IPTABLES-HINT");
    for (std::size_t target = whole.size() - sizeof(xt_error_target); target <= whole.size(); ++target) {
        BOOST_TEST(
            marks_in(with_number(whole, target_offset_at(family), target), family, "mangle").has_value());
    }
}

BOOST_AUTO_TEST_CASE(its_module_is_found_by_each_ending) {
    utsname kernel{};
    BOOST_REQUIRE(::uname(&kernel) == 0);
    for (const auto* ending : {".ko", ".ko.gz", ".ko.xz", ".ko.zst"}) {
        const test::ScratchDirectory modules;
        BOOST_TEST((find_legacy_module(modules.path() + "/") == LegacyModule::not_found));
        modules.file(static_cast<const char*>(kernel.release) +
                     std::string("/kernel/net/ipv4/netfilter/ip_tables") + ending);
        BOOST_TEST((find_legacy_module(modules.path() + "/") == LegacyModule::loadable), ending);
    }
}

BOOST_AUTO_TEST_SUITE_END()
