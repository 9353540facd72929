// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/link_group.hpp"
#include "installer/link_systems/groups/state_file.hpp"
#include "installer/plan/plan.hpp"
#include "test/unit/made_up_systems.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using namespace iptables_wrapper::test;

BOOST_AUTO_TEST_SUITE(plan_of_removal)

namespace {

template <typename System>
std::vector<std::string> lines(const MadeUp<System>& made) {
    return lines_of(plan_removal(made.survey()));
}

/// What is done to the links and records, one line each: the arguments that update-alternatives is run with,
/// or a link.
std::vector<std::string> changes_of_groups(const MadeUp<DpkgAlternatives>& made) {
    std::vector<std::string> changes;
    for (const Action& action : plan_removal(made.survey())) {
        if (const auto* tool = std::get_if<RunTool>(&action.operation)) {
            std::string& change = changes.emplace_back();
            for (const std::string& argument : tool->arguments) {
                change += change.empty() ? argument : " " + argument;
            }
        } else if (const auto* link = std::get_if<MakeLink>(&action.operation)) {
            changes.push_back(link->path.filename().native() + " -> " + link->target);
        }
    }
    return changes;
}

/// Fedora's group after an installation, by whom it was changed last, and what is current.
MadeUp<ChkconfigAlternatives> fedora_installed(LinkGroup::Status status, const std::string& current,
                                               RecordedGroup::Latest latest) {
    auto made = fedora_system();
    made.site.wrapper_node = regular_file();
    RecordedGroup& state = made.system.groups[0];
    state.text = with_alternative(state.text, wanted_registration(state.group, state.wrapper), status);
    state.group = parse_state_file("iptables", state.text).value();
    state.group.value = current;
    state.latest = latest;
    return made;
}

/// The state file that the plan writes.
std::string state_written(const MadeUp<ChkconfigAlternatives>& made) {
    for (const Action& action : plan_removal(made.survey())) {
        if (const auto* file = std::get_if<WriteFile>(&action.operation)) {
            return file->content;
        }
    }
    return {};
}

} // namespace

BOOST_AUTO_TEST_CASE(plain_links_come_back_and_the_wrapper_goes_last) {
    const auto shown = lines(plain_system_installed());
    BOOST_TEST(shown.front() == "linked '/sbin/iptables' -> 'xtables-nft-multi'");
    BOOST_TEST(has(shown, "linked '/sbin/ip6tables-restore' -> 'xtables-nft-multi'"));
    BOOST_TEST(has(shown, "removed '/var/lib/iptables-wrapper/original/iptables'"));
    const auto inner =
        std::find(shown.begin(), shown.end(), "removed directory '/var/lib/iptables-wrapper/original'");
    BOOST_TEST(
        (std::find(inner, shown.end(), "removed directory '/var/lib/iptables-wrapper'") != shown.end()));
    BOOST_TEST(!has(shown, "removed directory '/var/lib'"));
    BOOST_TEST(shown.back() == "removed '/sbin/iptables-wrapper'");
}

BOOST_AUTO_TEST_CASE(a_wrapper_that_is_a_link_goes_too) {
    auto made = plain_system_installed();
    made.site.wrapper_node.kind = Node::Kind::link;
    BOOST_TEST(lines(made).back() == "removed '/sbin/iptables-wrapper'");
}

BOOST_AUTO_TEST_CASE(lookups_end_before_the_wrapper_goes) {
    const Plan plan = plan_removal(plain_system_installed());
    const auto* removal = std::get_if<Remove>(&plan.back().operation);
    BOOST_REQUIRE(removal != nullptr);
    BOOST_TEST(removal->path == "/sbin/iptables-wrapper");
    BOOST_TEST((removal->moment == Remove::Moment::after_lookups));
}

BOOST_AUTO_TEST_CASE(leftovers_go_before_the_directory_that_one_may_be_in) {
    auto made = plain_system_installed();
    made.leftovers = {"/var/lib/iptables-wrapper/original/.iptables-wrapper-0123456789abcdef"};
    BOOST_TEST(lines(made).front() == "removed leftover '" + made.leftovers.front().native() + "'");
    made = plain_system();
    made.leftovers = {"/sbin/.iptables-wrapper-0123456789abcdef"};
    BOOST_TEST(lines(made).back() == "nothing to uninstall in '/sbin'");
}

BOOST_AUTO_TEST_CASE(groups_lose_the_wrapper) {
    const std::vector<std::string> expected{"removed '/sbin/iptables-wrapper' from group 'iptables'",
                                            "removed '/sbin/iptables-wrapper' from group 'ip6tables'",
                                            "removed '/sbin/iptables-wrapper'"};
    BOOST_TEST(lines(debian_system_installed()) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(links_lead_to_what_is_next_before_update_alternatives_is_run) {
    auto made = debian_system_installed();
    made.system.groups[1].group.value = "/sbin/ip6tables-legacy";
    const std::vector<std::string> expected{"removed '/sbin/iptables-wrapper' from group 'iptables'",
                                            "removed '/sbin/iptables-wrapper' from group 'ip6tables'",
                                            "removed '/sbin/iptables-wrapper'"};
    BOOST_TEST(lines(made) == expected, boost::test_tools::per_element());
    BOOST_TEST(
        changes_of_groups(made) ==
            (std::vector<std::string>{
                "iptables -> /sbin/iptables-nft", "iptables-restore -> /sbin/iptables-nft-restore",
                "iptables-save -> /sbin/iptables-nft-save", "--remove iptables /sbin/iptables-wrapper",
                "ip6tables -> /sbin/ip6tables-nft", "ip6tables-restore -> /sbin/ip6tables-nft-restore",
                "ip6tables-save -> /sbin/ip6tables-nft-save", "--remove ip6tables /sbin/iptables-wrapper"}),
        boost::test_tools::per_element());

    made.system.groups[1].group.status = LinkGroup::Status::manual; // someone has chosen it
    BOOST_TEST(changes_of_groups(made).back() == "--remove ip6tables /sbin/iptables-wrapper");

    made.system.groups[1].group.value = "/sbin/xtables-nft-multi"; // no choice: nobody has registered that
    made.site.commands[3].switched_targets = {"xtables-nft-multi"};
    BOOST_TEST(has(lines(made), "put group 'ip6tables' into automatic mode"));
}

BOOST_AUTO_TEST_CASE(links_that_lead_to_a_wrapper_no_longer_registered_are_made_anew) {
    auto made = debian_system_installed();
    for (GroupState& state : made.system.groups) {
        state.group.alternatives.pop_back();
    }
    for (CommandState& command : made.site.commands) {
        command.reaches_wrapper =
            command.name == "iptables-save"; // the others had their links renamed in time
    }
    auto shown = lines(made);
    BOOST_TEST(has(shown, "put group 'iptables' into automatic mode"));
    BOOST_TEST(!has(shown, "put group 'ip6tables' into automatic mode"));

    made.system.groups[0].choice = link_to("/sbin/iptables-legacy");
    shown = lines(made);
    BOOST_TEST(has(shown, "chose '/sbin/iptables-legacy' in group 'iptables'"));
    BOOST_TEST(!has(shown, "put group 'iptables' into automatic mode"));
}

BOOST_AUTO_TEST_CASE(a_link_of_someone_else_comes_back_from_what_update_alternatives_makes_of_it) {
    auto made = debian_system_installed();
    made.site.commands[4].node = link_to("/opt/firewall");
    made.site.commands[4].reaches_wrapper = false;
    BOOST_TEST(has(lines(made), "linked '/sbin/ip6tables-save' -> '/opt/firewall'"));

    for (GroupState& group : made.system.groups) { // nothing will be run
        group.group.alternatives.pop_back();
    }
    for (CommandState& command : made.site.commands) {
        command.reaches_wrapper = false;
    }
    BOOST_TEST(lines_about("/opt/firewall", lines(made)).empty());
}

BOOST_AUTO_TEST_CASE(a_choice_by_hand_comes_back) {
    auto made = debian_system_installed();
    made.system.groups[1].choice = link_to("/sbin/ip6tables-legacy");
    auto shown = lines(made);
    BOOST_REQUIRE(shown.size() > 2U);
    BOOST_TEST(shown[1] == "chose '/sbin/ip6tables-legacy' in group 'ip6tables'");
    BOOST_TEST(shown[2] == "removed '/sbin/iptables-wrapper' from group 'ip6tables'");

    made.system.groups[1].group.value =
        "/sbin/ip6tables-nft"; // switched since: that must not come to look chosen
    BOOST_TEST(
        changes_of_groups(made) ==
            (std::vector<std::string>{
                "iptables -> /sbin/iptables-nft", "iptables-restore -> /sbin/iptables-nft-restore",
                "iptables-save -> /sbin/iptables-nft-save", "--remove iptables /sbin/iptables-wrapper",
                "ip6tables -> /sbin/ip6tables-legacy", "ip6tables-restore -> /sbin/ip6tables-legacy-restore",
                "ip6tables-save -> /sbin/ip6tables-legacy-save", "--set ip6tables /sbin/ip6tables-legacy",
                "--remove ip6tables /sbin/iptables-wrapper"}),
        boost::test_tools::per_element());

    made.system.groups[1].group.status = LinkGroup::Status::manual; // someone has chosen anew
    made.system.groups[1].group.value = "/sbin/ip6tables-nft";
    BOOST_TEST(!has(lines(made), "chose '/sbin/ip6tables-legacy' in group 'ip6tables'"));

    made = debian_system_installed();
    made.system.groups[1].choice = link_to("/gone/meanwhile");
    BOOST_TEST(lines_about("/gone/meanwhile", lines(made)).empty());
}

BOOST_AUTO_TEST_CASE(a_group_without_its_tool_loses_the_wrapper_after_its_links_have_left_it) {
    auto made = fedora_system();
    made.site.wrapper_node = regular_file();
    made.system.groups[0].group.alternatives.push_back({"/sbin/iptables-wrapper", 100, {}});
    auto& lacking = made.system.groups[0].group.alternatives[0].followers;
    lacking.erase("ip6tables-save");
    lacking.erase("ip6tables-restore");
    made.system.groups[0].registered[5] = regular_file();
    const auto shown = lines(made);
    BOOST_TEST(shown.front() == "linked '/etc/alternatives/iptables' -> '/sbin/iptables-nft'");
    BOOST_TEST(has(shown, "removed '/etc/alternatives/ip6tables-save'"));
    BOOST_TEST(has(shown, "removed '/sbin/ip6tables-save'"));
    BOOST_TEST(!has(shown, "removed '/sbin/ip6tables-restore'"));
    BOOST_REQUIRE(shown.size() > 1U);
    BOOST_TEST(shown[shown.size() - 2] == "removed '/sbin/iptables-wrapper' from group 'iptables'");

    made.system.groups[0].choice = link_to("/sbin/iptables-legacy");
    BOOST_TEST(has(lines(made), "linked '/etc/alternatives/iptables' -> '/sbin/iptables-legacy'"));
}

BOOST_AUTO_TEST_CASE(in_a_group_without_its_tool_a_later_choice_by_hand_stays) {
    using Status = LinkGroup::Status;
    using Latest = RecordedGroup::Latest;
    auto made = fedora_installed(Status::manual, "/sbin/iptables-legacy", Latest::link);
    made.system.groups[0].choice = link_to("/sbin/iptables-nft"); // an earlier one
    BOOST_TEST(lines(made).front() == "linked '/etc/alternatives/iptables' -> '/sbin/iptables-legacy'");
    BOOST_TEST(state_written(made).starts_with("manual\n"));

    // Switched by the wrapper, and the tool has written its file since.
    made = fedora_installed(Status::manual, "/sbin/iptables-legacy", Latest::file);
    BOOST_TEST(lines(made).front() == "linked '/etc/alternatives/iptables' -> '/sbin/iptables-nft'");
    BOOST_TEST(state_written(made).starts_with("auto\n"));
    made = fedora_installed(Status::automatic, "/sbin/iptables-legacy", Latest::link);
    BOOST_TEST(lines(made).front() == "linked '/etc/alternatives/iptables' -> '/sbin/iptables-nft'");
    BOOST_TEST(state_written(made).starts_with("auto\n"));
}

BOOST_AUTO_TEST_CASE(a_choice_survives_the_move_of_sbin_into_bin) {
    auto made =
        fedora_installed(LinkGroup::Status::automatic, "/sbin/iptables-wrapper", RecordedGroup::Latest::link);
    RecordedGroup& state = made.system.groups[0];
    state.group.alternatives[1].path = "/usr/bin/iptables-legacy";
    state.choice = link_to("/usr/sbin/iptables-legacy");
    BOOST_TEST(lines(made).front() == "linked '/etc/alternatives/iptables' -> '/usr/bin/iptables-legacy'");
    BOOST_TEST(state_written(made).starts_with("manual\n"));
    state.choice = link_to("/opt/iptables-legacy");
    BOOST_TEST(state_written(made).starts_with("auto\n"));
}

BOOST_AUTO_TEST_CASE(a_group_without_any_other_alternative_leaves_commands_that_can_run) {
    auto made =
        fedora_installed(LinkGroup::Status::automatic, "/sbin/iptables-wrapper", RecordedGroup::Latest::link);
    RecordedGroup& state = made.system.groups[0];
    for (const char* path : {"/sbin/iptables-nft", "/sbin/iptables-legacy"}) {
        state.text = without_alternative(state.text, path, LinkGroup::Status::automatic);
    }
    state.group = parse_state_file("iptables", state.text).value();
    state.group.value = state.wrapper;
    BOOST_TEST(lines(made).front() == "linked '/etc/alternatives/iptables' -> '/sbin/iptables-nft'");
    BOOST_TEST(lines_about("/sbin/iptables", lines(made)).empty());
    BOOST_TEST(state_written(made).starts_with("auto\n/sbin/iptables\n"));

    for (CommandState& command : made.site.commands) {
        command.switched_targets.clear();
    }
    BOOST_TEST(has(lines(made), "removed '/sbin/iptables'"));
    BOOST_TEST(has(lines(made), "removed '/var/lib/alternatives/iptables'"));
}

BOOST_AUTO_TEST_CASE(a_link_around_its_group_comes_back) {
    auto made = debian_system_installed();
    made.system.groups[1].members[1].around = link_to("xtables-legacy-multi");
    const auto shown = lines(made);
    const std::string back = "linked '/sbin/ip6tables-restore' -> 'xtables-legacy-multi'";
    BOOST_REQUIRE(has(shown, back));
    BOOST_TEST((std::ranges::find(shown, back) >
                std::ranges::find(shown, "removed '/sbin/iptables-wrapper' from group 'ip6tables'")));
}

BOOST_AUTO_TEST_CASE(a_plain_command_becomes_what_it_was_or_stays_what_someone_made_of_it) {
    const auto expect = [](const std::vector<std::string>& expected, auto change) {
        auto made = plain_system_installed();
        change(made.site.commands[0]);
        BOOST_TEST(lines_about("/sbin/iptables", lines(made)) == expected, boost::test_tools::per_element());
        BOOST_TEST(has(lines(made), "linked '/sbin/ip6tables' -> 'xtables-nft-multi'"));
    };
    const auto becomes = [](const Node& node) {
        return [node](CommandState& command) {
            command.node = node;
            command.reaches_wrapper = false;
        };
    };
    const std::string removed = "removed '/sbin/iptables'";
    expect({"linked '/sbin/iptables' -> 'xtables-nft-multi'"}, becomes(link_to("iptables-legacy")));
    expect({}, becomes(link_to("/opt/firewall")));
    expect({}, becomes(regular_file()));
    expect({}, becomes({}));
    expect({removed}, [](CommandState& command) { command.moved = true; });
    expect({removed}, [](CommandState& command) { command.record = regular_file(); }); // did not exist
    expect({"linked '/sbin/iptables' -> 'iptables-nft'"}, [](CommandState& command) { command.record = {}; });
    expect({removed}, [](CommandState& command) {
        command.record = {};
        command.switched_targets.clear();
    });
    expect({"removed '/sbin/iptables.iptables-wrapper-saved'"}, [](CommandState& command) {
        command.node = regular_file();
        command.saved = CommandState::Saved::this_file;
    });
}

BOOST_AUTO_TEST_CASE(a_kept_file_comes_back) {
    const auto comes_back = [](auto made) {
        made.site.commands[3].record = {};
        made.site.commands[3].saved = CommandState::Saved::something_else;
        BOOST_TEST(
            has(lines(made), "restored '/sbin/ip6tables' from '/sbin/ip6tables.iptables-wrapper-saved'"));
    };
    comes_back(plain_system_installed());
    comes_back(debian_system_installed());
}

BOOST_AUTO_TEST_CASE(a_kept_file_that_nobody_needs_any_more_goes) {
    const auto goes = [](auto made) {
        const std::string gone = "removed '/sbin/ip6tables.iptables-wrapper-saved'";
        CommandState& command = made.site.commands[3];
        command.saved = CommandState::Saved::something_else;
        command.record = {};
        command.reaches_wrapper = false;
        command.node = regular_file(); // a newer one, of an upgrade
        BOOST_TEST(has(lines(made), gone));
        command.node = {};
        BOOST_TEST(!has(lines(made), gone));
        BOOST_TEST(
            has(lines(made), "restored '/sbin/ip6tables' from '/sbin/ip6tables.iptables-wrapper-saved'"));
        command.switched_targets.clear(); // its package has gone
        BOOST_TEST(has(lines(made), gone));
    };
    goes(plain_system_installed());
    goes(debian_system_installed());
}

BOOST_AUTO_TEST_CASE(where_nothing_is_installed_nothing_changes) {
    const std::vector<std::string> expected{"nothing to uninstall in '/sbin'"};
    BOOST_TEST(lines(plain_system()) == expected, boost::test_tools::per_element());
    BOOST_TEST(lines(debian_system()) == expected, boost::test_tools::per_element());
    BOOST_TEST(lines(fedora_system()) == expected, boost::test_tools::per_element());
    BOOST_TEST(lines(tumbleweed_system()) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
