// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/check_rows.hpp"

#include "installer/report/reporter.hpp"
#include "test/unit/made_up_systems.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using namespace iptables_wrapper::test;

BOOST_AUTO_TEST_SUITE(check_rows)

namespace {

/// The names in the bad rows.
template <typename System>
std::vector<std::string> bad_in(const MadeUp<System>& made) {
    std::vector<std::string> names;
    for (const CheckRow& row : check_rows_of(made.survey())) {
        if (row.verdict == CheckRow::Verdict::bad) {
            names.push_back(row.name);
        }
    }
    return names;
}

/// The row of the command with that number.
template <typename System>
CheckRow row_of(const MadeUp<System>& made, std::size_t number) {
    const std::vector<CheckRow> rows = check_rows_of(made.survey());
    const auto row = std::ranges::find(rows, made.site.commands[number].path, &CheckRow::name);
    BOOST_REQUIRE(row != rows.end());
    return *row;
}

} // namespace

BOOST_AUTO_TEST_CASE(an_installation_is_good) {
    BOOST_TEST(bad_in(plain_system_installed()).empty());
    BOOST_TEST(bad_in(debian_system_installed()).empty());
    BOOST_TEST(bad_in(plain_system()).size() == 7U);
    BOOST_TEST(bad_in(debian_system()).size() == 9U);
}

BOOST_AUTO_TEST_CASE(a_switched_command_is_good_where_the_installer_has_been) {
    auto made = plain_system_installed();
    const auto lead = [&made](const Node& node) {
        CommandState& command = made.site.commands[3];
        command.node = node;
        command.reaches_wrapper = false;
        command.reaches_mode = Mode::nft;
    };
    lead(link_to("ip6tables-nft"));
    BOOST_TEST(row_of(made, 3).detail == "was switched to nft, but '/sbin/iptables' runs wrapper");
    for (CommandState& other : made.site.commands) {
        other.node = link_to(std::string{real_name(other.name, Mode::nft)});
        other.reaches_wrapper = false;
        other.reaches_mode = Mode::nft;
    }
    BOOST_TEST(bad_in(made).empty());
    BOOST_TEST((row_of(made, 3).runs == CheckRow::Runs::nft));
    made.freshness = Freshness::required;
    BOOST_TEST(bad_in(made).size() == 6U);
    made = plain_system_installed();
    made.freshness = Freshness::required;
    BOOST_TEST(bad_in(made).empty());
    lead(link_to("xtables-nft-multi"));
    BOOST_TEST(row_of(made, 3).detail == "does not lead to the wrapper: it runs nft");
    BOOST_TEST(bad_in(made) == std::vector<std::string>{"/sbin/ip6tables"});
    lead({});
    BOOST_TEST(bad_in(made) == std::vector<std::string>{"/sbin/ip6tables"});
}

BOOST_AUTO_TEST_CASE(around_the_group_is_bad_even_to_the_wrapper) {
    auto made = debian_system_installed();
    made.site.commands[0].node = link_to("iptables-wrapper");
    BOOST_TEST(bad_in(made) == std::vector<std::string>{"/sbin/iptables"});
}

BOOST_AUTO_TEST_CASE(a_missing_follower_and_a_low_priority_are_bad) {
    auto made = debian_system_installed();
    made.system.groups[1].group.alternatives.back().followers.erase("ip6tables-save");
    made.system.groups[0].group.alternatives.back().priority = 1;
    BOOST_TEST((bad_in(made) == std::vector<std::string>{"iptables", "ip6tables"}));
}

BOOST_AUTO_TEST_CASE(the_wrapper_has_to_be_this_one_and_root_s) {
    const std::vector<std::string> wrapper{"/sbin/iptables-wrapper"};
    auto made = plain_system_installed();
    for (const mode_t mode : {0700U, 0775U, 04755U}) {
        made.site.wrapper_node.mode = mode;
        BOOST_TEST(bad_in(made) == wrapper);
    }
    made = plain_system_installed();
    made.site.wrapper_node.owner = 1000;
    BOOST_TEST(bad_in(made) == wrapper);
    BOOST_TEST(check_rows_of(made.survey())[1].detail ==
               "belongs to uid 1000 with mode 0755, and must belong to root with mode 0755");
    made = plain_system_installed();
    made.site.wrapper_is_ours = false;
    BOOST_TEST(bad_in(made) == wrapper);
}

BOOST_AUTO_TEST_CASE(what_comes_before_the_commands_in_path_is_bad) {
    auto made = plain_system_installed();
    made.shadows = {"/usr/local/sbin/iptables"};
    BOOST_TEST(bad_in(made) == std::vector<std::string>{"/usr/local/sbin/iptables"});
}

BOOST_AUTO_TEST_CASE(the_table_has_one_line_a_row_and_straight_columns) {
    const std::vector<CheckRow> rows{
        {CheckRow::Verdict::bad, CheckRow::Subject::command, "/a\nb", "is missing"},
        {CheckRow::Verdict::good, CheckRow::Subject::group, "iptables", "is fine"},
        check_row_of(Failure("read", "/x", "no")),
    };
    BOOST_TEST((table_of(rows, Colour::unwanted) == std::vector<std::string>{
                                                        "bad  command   '/a\\x0ab':  is missing",
                                                        "ok   group     'iptables': is fine",
                                                        "bad  system    '/x':       cannot read: no",
                                                    }));
    BOOST_TEST(table_of(rows, Colour::wanted)[1] == "\x1b[32mok \x1b[0m  group     'iptables': is fine");
}

BOOST_AUTO_TEST_CASE(nothing_in_a_row_drives_a_terminal) {
    const std::vector<CheckRow> rows{
        {CheckRow::Verdict::bad, CheckRow::Subject::command, "/\x1b[2J", "leads to '\x1b]0;x\a'"}};
    BOOST_TEST(table_of(rows, Colour::unwanted)[0] ==
               "bad  command   '/\\x1b[2J': leads to '\\x1b]0;x\\x07'");
}

BOOST_AUTO_TEST_CASE(what_was_chosen_by_hand_is_told_from_what_a_call_has_switched) {
    const std::vector<Fitness> modes{{Mode::nft, "1.8.9", {}}, {Mode::legacy, "1.8.9", {}}};
    auto made = debian_system_installed();
    for (CommandState& command : made.site.commands) {
        command.reaches_wrapper = false;
        command.reaches_mode = Mode::legacy;
    }
    BOOST_TEST((row_of(made, 0).chosen_by == CheckRow::ChosenBy::call));
    BOOST_TEST(summary_of(check_rows_of(made.survey()), modes) ==
               "iptables 1.8.9 runs in legacy mode, as an earlier call has chosen");
    for (GroupState& state : made.system.groups) {
        state.group.status = LinkGroup::Status::manual;
        state.group.value = state.group.alternatives.front().path;
    }
    BOOST_TEST((row_of(made, 0).chosen_by == CheckRow::ChosenBy::hand));
    BOOST_TEST(row_of(made, 0).detail == "was switched to legacy by hand");
    BOOST_TEST(summary_of(check_rows_of(made.survey()), modes) ==
               "iptables 1.8.9 runs in legacy mode, as was chosen by hand");
}

BOOST_AUTO_TEST_CASE(capabilities_have_a_row_where_anybody_has_some) {
    const std::vector<std::string> wrapper{"/sbin/iptables-wrapper"};
    auto made = plain_system_installed();
    const std::size_t rows = check_rows_of(made.survey()).size();
    made.program_capabilities = "some";
    BOOST_TEST(bad_in(made) == wrapper);
    BOOST_TEST(check_rows_of(made.survey()).size() == rows + 1);
    made.wrapper_attributes[file_capabilities] = "others";
    BOOST_TEST(bad_in(made) == wrapper);
    made.wrapper_attributes[file_capabilities] = "some";
    BOOST_TEST(bad_in(made).empty());
    made.program_capabilities.clear();
    BOOST_TEST(bad_in(made).empty());
    BOOST_TEST(check_rows_of(made.survey()).size() == rows + 1);
}

BOOST_AUTO_TEST_CASE(one_mode_is_told_as_such) {
    BOOST_TEST(prospect({{Mode::nft, "1.8.9", {}}}) ==
               "iptables 1.8.9 will run in nft mode, and fail with status 127 on a host that needs legacy");
}

BOOST_AUTO_TEST_CASE(the_summary_says_what_it_comes_to) {
    const std::vector<Fitness> modes{{Mode::nft, "1.8.9", {}}, {Mode::legacy, "1.8.9", {}}};
    auto made = plain_system_installed();
    BOOST_TEST(summary_of(check_rows_of(made.survey()), modes) ==
               "iptables 1.8.9 will choose nft or legacy at its first call");
    BOOST_TEST(summary_of(check_rows_of(made.survey()), {}) ==
               "iptables will choose nft or legacy at its first call");
    for (CommandState& command : made.site.commands) {
        command.node = link_to(std::string{real_name(command.name, Mode::legacy)});
        command.reaches_wrapper = false;
        command.reaches_mode = Mode::legacy;
    }
    BOOST_TEST(summary_of(check_rows_of(made.survey()), modes) ==
               "iptables 1.8.9 runs in legacy mode, as an earlier call has chosen");
    made.site.wrapper_is_ours = false;
    BOOST_TEST(summary_of(check_rows_of(made.survey()), modes) == "1 of 8 are not as they should be");
}

BOOST_AUTO_TEST_SUITE_END()
