// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/legacy_table.hpp"

#include "wrapper/probe/xtables_kernel.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <cstring>
#include <vector>

using namespace iptables_wrapper;

namespace {

using Bytes = std::vector<std::byte>;

/// An entry with `matches` bytes of matches and a target of the given name; an ERROR target carries `chain`.
template <typename Entry>
Bytes entry(std::string_view target_name, std::string_view chain = {}, std::size_t matches = 0) {
    Entry head{};
    xt_error_target target{};
    head.target_offset = static_cast<std::uint16_t>(sizeof head + matches);
    head.next_offset = static_cast<std::uint16_t>(head.target_offset + XT_ALIGN(sizeof target));
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access): the kernel's structure is one
    target_name.copy(static_cast<char*>(target.target.u.user.name), XT_EXTENSION_MAXNAMELEN - 1);
    chain.copy(static_cast<char*>(target.errorname), XT_FUNCTION_MAXNAMELEN - 1);
    Bytes bytes(head.next_offset);
    std::memcpy(bytes.data(), &head, sizeof head);
    std::memcpy(bytes.data() + head.target_offset, &target, sizeof target);
    return bytes;
}

Bytes entry_of(Family family, std::string_view target_name, std::string_view chain = {},
               std::size_t matches = 0) {
    return family == Family::ipv4 ? entry<ipt_entry>(target_name, chain, matches)
                                  : entry<ip6t_entry>(target_name, chain, matches);
}

Bytes table(const std::vector<Bytes>& entries) {
    Bytes bytes;
    for (const Bytes& one : entries) {
        bytes.insert(bytes.end(), one.begin(), one.end());
    }
    return bytes;
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

} // namespace

// Boost.Test prints the family with this.
namespace iptables_wrapper {
static std::ostream& operator<<(std::ostream& stream, Family family) {
    return stream << name_of(family);
}
} // namespace iptables_wrapper

BOOST_AUTO_TEST_SUITE(legacy_table)

BOOST_AUTO_TEST_CASE(tables_are_listed_by_exact_lines) {
    BOOST_TEST(lists_table("filter\nmangle\nnat\n", "mangle"));
    BOOST_TEST(lists_table("mangle", "mangle"));
    BOOST_TEST(!lists_table("", "mangle"));
    BOOST_TEST(!lists_table("filter\n\nmangle2\nxmangle\nmangl\n", "mangle"));
}

BOOST_DATA_TEST_CASE(hint_chains_are_found_among_others, all_families, family) {
    const Bytes plain = table({entry_of(family, ""), entry_of(family, "ERROR", "KUBE-IPTABLES-HINT2"),
                               entry_of(family, "", "", 48), entry_of(family, "ERROR", "ERROR")});
    BOOST_TEST((hint_chains_in(plain, family) == HintChains{false, false}));

    const Bytes hint = table({plain, entry_of(family, "ERROR", "KUBE-IPTABLES-HINT"), entry_of(family, "")});
    BOOST_TEST((hint_chains_in(hint, family) == HintChains{true, false}));

    const Bytes both = table({entry_of(family, "ERROR", "KUBE-KUBELET-CANARY", 96), hint});
    BOOST_TEST((hint_chains_in(both, family) == HintChains{true, true}));
}

BOOST_DATA_TEST_CASE(a_rule_that_jumps_to_a_hint_is_not_the_chain, all_families, family) {
    BOOST_TEST((hint_chains_in(entry_of(family, "KUBE-IPTABLES-HINT", "KUBE-IPTABLES-HINT"), family) ==
                HintChains{false, false}));
    BOOST_TEST((hint_chains_in(entry_of(family, "ERRORS", "KUBE-IPTABLES-HINT"), family) ==
                HintChains{false, false}));
}

BOOST_DATA_TEST_CASE(an_empty_table_has_none, all_families, family) {
    BOOST_TEST((hint_chains_in({}, family) == HintChains{false, false}));
}

BOOST_DATA_TEST_CASE(every_truncation_is_noticed, all_families, family) {
    const Bytes whole = entry_of(family, "ERROR", "KUBE-IPTABLES-HINT");
    for (std::size_t size = 1; size < whole.size(); ++size) {
        BOOST_TEST(!hint_chains_in(std::span{whole}.first(size), family).has_value());
    }
}

BOOST_DATA_TEST_CASE(lies_about_sizes_are_noticed, all_families, family) {
    const Bytes whole = entry_of(family, "ERROR", "KUBE-IPTABLES-HINT");
    for (const std::size_t next :
         {std::size_t{0}, std::size_t{1}, std::size_t{60}, whole.size() + 1, std::size_t{65535}}) {
        BOOST_TEST(!hint_chains_in(with_number(whole, next_offset_at(family), next), family).has_value());
    }
    for (const std::size_t target : {std::size_t{0}, std::size_t{60}, whole.size() + 1, std::size_t{65535}}) {
        BOOST_TEST(!hint_chains_in(with_number(whole, target_offset_at(family), target), family).has_value());
    }
}

BOOST_DATA_TEST_CASE(a_name_may_end_with_the_entry, all_families, family) {
    const Bytes whole = entry_of(family, "ERROR", "KUBE-IPTABLES-HINT");
    for (std::size_t target = whole.size() - sizeof(xt_error_target); target <= whole.size(); ++target) {
        const auto chains = hint_chains_in(with_number(whole, target_offset_at(family), target), family);
        BOOST_TEST(chains.has_value());
    }
}

BOOST_AUTO_TEST_SUITE_END()
