// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/findings.hpp"

#include "test/unit/made_up_systems.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using namespace iptables_wrapper::test;

namespace {

/// The names in the bad rows.
template <typename System>
std::vector<std::string> bad_in(const MadeUp<System>& made) {
    std::vector<std::string> names;
    for (const Finding& finding : findings_of(made.survey())) {
        if (finding.verdict == Finding::Verdict::bad) {
            names.push_back(finding.name);
        }
    }
    return names;
}

} // namespace

BOOST_AUTO_TEST_SUITE(findings)

BOOST_AUTO_TEST_CASE(an_installation_is_good) {
    BOOST_TEST(bad_in(plain_system_installed()).empty());
    BOOST_TEST(bad_in(debian_system_installed()).empty());
    BOOST_TEST(bad_in(plain_system()).size() == 7U);
    BOOST_TEST(bad_in(debian_system()).size() == 9U);
}

BOOST_AUTO_TEST_CASE(a_switched_command_is_good_where_the_installer_has_been) {
    auto made = plain_system_installed();
    CommandState& command = made.site.commands[3];
    command.node = link_to("ip6tables-nft");
    command.reaches_wrapper = false;
    command.reaches_real = true;
    BOOST_TEST(bad_in(made).empty());
    command.node = link_to("xtables-nft-multi");
    BOOST_TEST(bad_in(made) == std::vector<std::string>{"/sbin/ip6tables"});
    command.node = {};
    BOOST_TEST(bad_in(made) == std::vector<std::string>{"/sbin/ip6tables"});
}

BOOST_AUTO_TEST_CASE(around_the_group_is_bad_even_to_the_wrapper) {
    auto made = debian_system_installed();
    made.site.commands[0].node = link_to("iptables-wrapper");
    BOOST_TEST(bad_in(made) == std::vector<std::string>{"/sbin/iptables"});
}

BOOST_AUTO_TEST_CASE(a_missing_slave_and_a_low_priority_are_bad) {
    auto made = debian_system_installed();
    made.system.groups[1].group.alternatives.back().slaves.erase("ip6tables-save");
    made.system.groups[0].group.alternatives.back().priority = 1;
    BOOST_TEST((bad_in(made) == std::vector<std::string>{"iptables", "ip6tables"}));
}

BOOST_AUTO_TEST_CASE(the_wrapper_has_to_be_executable_and_this_one) {
    auto made = plain_system_installed();
    made.site.wrapper_node.mode = 0700;
    BOOST_TEST(bad_in(made) == std::vector<std::string>{"/sbin/iptables-wrapper"});
    made = plain_system_installed();
    made.wrapper_difference = "it is cut off";
    BOOST_TEST(bad_in(made) == std::vector<std::string>{"/sbin/iptables-wrapper"});
    made = plain_system_installed();
    made.wrapper_is_current = false;
    BOOST_TEST(bad_in(made) == std::vector<std::string>{"/sbin/iptables-wrapper"});
}

BOOST_AUTO_TEST_CASE(a_row_is_one_line) {
    BOOST_TEST(line_of(Finding{Finding::Verdict::bad, Finding::Subject::command, "/a\nb", "is missing"}) ==
               "bad  command   '/a\\x0ab': is missing");
    BOOST_TEST(line_of(finding_of(Failure("read", "/x", "no"))) == "bad  system    '/x': cannot read: no");
}

BOOST_AUTO_TEST_SUITE_END()
