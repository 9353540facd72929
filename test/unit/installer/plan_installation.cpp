// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/link_group.hpp"
#include "installer/link_systems/groups/state_file.hpp"
#include "installer/plan/plan.hpp"
#include "installer/system/failure.hpp"
#include "test/unit/made_up_systems.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using namespace iptables_wrapper::test;

BOOST_AUTO_TEST_SUITE(plan_of_installation)

namespace {

template <typename System>
std::vector<std::string> lines(const MadeUp<System>& made) {
    return lines_of(plan_installation(made.survey()));
}

/// Where `line` is in the plan; past its end when it is not.
std::ptrdiff_t place(const std::vector<std::string>& shown, const std::string& line) {
    return std::find(shown.begin(), shown.end(), line) - shown.begin();
}

bool all_unchanged(const std::vector<std::string>& shown) {
    return std::all_of(shown.begin(), shown.end(),
                       [](const std::string& line) { return line.starts_with("unchanged "); });
}

const std::string records = "/var/lib/iptables-wrapper/original/";

} // namespace

BOOST_AUTO_TEST_CASE(plain_links_are_recorded_then_changed) {
    const auto shown = lines(plain_system());
    BOOST_TEST(shown.size() == 1U + 2U + 6U * 2U);
    const auto wrapper = place(shown, "created '/sbin/iptables-wrapper'");
    const auto directory = place(shown, "created directory '/var/lib/iptables-wrapper/original'");
    for (const std::string name : {"iptables", "ip6tables-restore"}) {
        const auto record = place(shown, "recorded that '/sbin/" + name + "' led to 'xtables-nft-multi'");
        const auto link = place(shown, "linked '/sbin/" + name + "' -> 'iptables-wrapper'");
        BOOST_TEST(wrapper < link);
        BOOST_TEST(directory < record);
        BOOST_TEST(record < link);
        BOOST_TEST(static_cast<std::size_t>(link) < shown.size());
    }
}

BOOST_AUTO_TEST_CASE(each_kind_of_record_has_a_name_of_its_own) {
    const auto text_of = [](const auto& made, const std::string& name) -> std::string {
        for (const Action& action : plan_installation(made.survey())) {
            const auto* const link = std::get_if<MakeLink>(&action.operation);
            if (link != nullptr && link->path == records + name) {
                return link->target;
            }
            const auto* const file = std::get_if<WriteFile>(&action.operation);
            if (file != nullptr && file->path == records + name) {
                return "a file";
            }
        }
        return "";
    };
    auto plain = plain_system();
    plain.site.commands[4].node = {};
    BOOST_TEST(text_of(plain, "iptables") == "xtables-nft-multi");
    BOOST_TEST(text_of(plain, "ip6tables-save") == "a file");
    auto debian = debian_system();
    debian.site.commands[0].node = link_to("/opt/firewall");
    debian.system.groups[1].group.status = LinkGroup::Status::manual;
    debian.system.groups[1].group.value = "/sbin/ip6tables-legacy";
    BOOST_TEST(text_of(debian, "around-iptables") == "/opt/firewall");
    BOOST_TEST(text_of(debian, "alternatives-ip6tables") == "/sbin/ip6tables-legacy");
}

BOOST_AUTO_TEST_CASE(groups_are_enrolled_and_nothing_else_is_touched) {
    const auto shown = lines(debian_system());
    const std::vector<std::string> expected{"created '/sbin/iptables-wrapper'",
                                            "registered '/sbin/iptables-wrapper' in group 'iptables'",
                                            "registered '/sbin/iptables-wrapper' in group 'ip6tables'"};
    BOOST_TEST(shown == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_group_without_its_tool_has_its_record_and_all_its_links_changed) {
    const auto shown = lines(fedora_system());
    BOOST_TEST(shown.size() == 2U + 6U);
    BOOST_TEST(shown[1] == "registered '/sbin/iptables-wrapper' in group 'iptables'");
    for (const std::string_view name : all_commands) {
        BOOST_TEST(
            has(shown, "linked '/etc/alternatives/" + std::string(name) + "' -> '/sbin/iptables-wrapper'"));
    }
}

BOOST_AUTO_TEST_CASE(in_a_group_without_its_tool_a_changed_link_is_a_choice_by_hand) {
    auto made = fedora_system();
    made.system.groups[0].group.best = "/sbin/iptables-nft";
    made.system.groups[0].group.value = "/sbin/iptables-legacy";
    const std::string saved = "recorded that '/sbin/iptables-legacy' was chosen in group 'iptables'";
    BOOST_TEST(has(lines(made), saved));
    // Where the wrapper is registered, the link is what it has switched to.
    made.system.groups[0].group.alternatives.push_back({"/sbin/iptables-wrapper", 100, {}});
    BOOST_TEST(!has(lines(made), saved));
}

BOOST_AUTO_TEST_CASE(in_a_group_without_its_tool_a_later_choice_by_hand_stays_when_asked) {
    auto made = fedora_system();
    RecordedGroup& state = made.system.groups[0];
    const Alternative wanted = wanted_registration(state.group, state.wrapper);
    state.text = with_alternative(state.text, wanted, LinkGroup::Status::manual);
    state.group = parse_state_file("iptables", state.text).value();
    state.group.value = "/sbin/iptables-legacy";
    const std::string saved = "recorded that '/sbin/iptables-legacy' was chosen in group 'iptables'";
    BOOST_TEST(has(lines(made), saved));

    made.choice = ChoiceByHand::kept;
    const std::vector<std::string> expected{
        "created '/sbin/iptables-wrapper'",
        "left group 'iptables' alone: '/sbin/iptables-legacy' was chosen by hand"};
    BOOST_TEST(lines(made) == expected, boost::test_tools::per_element());
    state.group.alternatives[0].priority = 500; // what was registered is no longer good enough
    BOOST_TEST(has(lines(made), "registered '/sbin/iptables-wrapper' in group 'iptables'"));
    BOOST_TEST(!has(lines(made), "linked '/etc/alternatives/iptables' -> '/sbin/iptables-wrapper'"));

    // The wrapper had switched the link before the tool wrote its file, and took that for a choice.
    state.latest = RecordedGroup::Latest::file;
    BOOST_TEST(has(lines(made), "linked '/etc/alternatives/iptables' -> '/sbin/iptables-wrapper'"));
    BOOST_TEST(!has(lines(made), saved));
}

BOOST_AUTO_TEST_CASE(nothing_can_be_above_the_highest_priority) {
    auto debian = debian_system();
    debian.system.groups[1].group.alternatives[0].priority = 2147483647;
    BOOST_CHECK_EXCEPTION(plan_installation(debian.survey()), Failure, [](const Failure& failure) {
        return failure.reason == "'/sbin/ip6tables-legacy' has the highest possible priority, 2147483647";
    });
    auto fedora = fedora_system();
    fedora.system.groups[0].group.alternatives[1].priority = 2147483647;
    BOOST_CHECK_THROW(plan_installation(fedora.survey()), Failure);
    fedora.system.groups[0].group.alternatives[1].priority = 2147483646;
    BOOST_CHECK_NO_THROW(plan_installation(fedora.survey()));
}

BOOST_AUTO_TEST_CASE(a_link_around_its_group_is_recorded) {
    const auto records_of = [](auto made, const std::string& target) {
        made.site.commands[0].node = link_to(target);
        const auto shown = lines(made);
        const auto linked = place(shown, "linked '/sbin/iptables' -> '/etc/alternatives/iptables'");
        return std::count(shown.begin(), shown.begin() + linked,
                          "recorded that '/sbin/iptables' led to '" + target + "'");
    };
    BOOST_TEST(records_of(debian_system(), "xtables-legacy-multi") == 1);
    BOOST_TEST(records_of(fedora_system(), "/opt/firewall") == 1);
    BOOST_TEST(records_of(debian_system_installed(), "iptables-wrapper") == 0);
    auto switched = debian_system_installed();
    switched.site.commands[0].reaches_wrapper = false;
    BOOST_TEST(records_of(switched, "/opt/firewall") == 1);
    BOOST_TEST(records_of(switched, "xtables-legacy-multi") == 0); // by the wrapper, whoever's it was
}

BOOST_AUTO_TEST_CASE(a_second_installation_changes_nothing) {
    BOOST_TEST(all_unchanged(lines(plain_system_installed())));
    BOOST_TEST(lines(plain_system_installed()).size() == 7U);
    BOOST_TEST(all_unchanged(lines(debian_system_installed())));
    BOOST_TEST(lines(debian_system_installed()).size() == 3U);
}

BOOST_AUTO_TEST_CASE(the_wrapper_gets_the_capabilities_of_the_real_programs_and_keeps_its_own) {
    const auto attributes_in = [](const Survey& survey) {
        return std::get<WriteFile>(plan_installation(survey).front().operation).attributes.extended;
    };
    auto made = plain_system_installed();
    made.wrapper_attributes = {{file_capabilities, "own"}, {"security.selinux", "label"}, {"user.x", "y"}};
    BOOST_TEST(all_unchanged(lines(made)));
    made.site.wrapper_is_ours = false;
    BOOST_TEST((attributes_in(made.survey()) ==
                ExtendedAttributes{{file_capabilities, "own"}, {"security.selinux", "label"}}));
    made = plain_system_installed();
    made.program_capabilities = "theirs";
    BOOST_TEST(lines(made).front() ==
               "replaced '/sbin/iptables-wrapper' with the file capabilities of iptables");
    made.wrapper_attributes = {{file_capabilities, "own"}};
    BOOST_TEST((attributes_in(made.survey()) == ExtendedAttributes{{file_capabilities, "theirs"}}));
    made.wrapper_attributes = {{file_capabilities, "theirs"}};
    BOOST_TEST(all_unchanged(lines(made)));
}

BOOST_AUTO_TEST_CASE(an_installation_is_cleared_away_where_iptables_was_before_it_moved) {
    auto made = plain_system_installed();
    Site before;
    before.directory = "/elsewhere";
    before.wrapper = "/elsewhere/iptables-wrapper";
    before.wrapper_node = regular_file();
    const auto add = [&before](const char* name, const Node& node, std::vector<std::string> targets) {
        CommandState command;
        command.name = name;
        command.path = before.directory / name;
        command.node = node;
        command.leads_nowhere = targets.empty();
        command.switched_targets = std::move(targets);
        before.commands.push_back(command);
    };
    add("iptables", link_to("/elsewhere/iptables-wrapper"), {"/sbin/iptables-nft"});
    add("iptables-save", link_to("/elsewhere/iptables-wrapper"), {"iptables-nft-save"});
    add("iptables-restore", link_to("iptables-nft-restore"), {});
    add("ip6tables", link_to("/opt/firewall"), {"ip6tables-nft"});
    made.deserted = {before};
    auto shown = lines(made);
    shown.erase(shown.begin(), std::ranges::find_if(shown, [](const std::string& line) {
                    return !line.starts_with("unchanged ");
                }));
    const std::vector<std::string> expected{
        "removed '/elsewhere/iptables'", "linked '/elsewhere/iptables-save' -> 'iptables-nft-save'",
        "removed '/elsewhere/iptables-restore'", "removed '/elsewhere/iptables-wrapper'"};
    BOOST_TEST(shown == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(plain_links_that_were_made_since_stay_with_keep_choice) {
    auto made = plain_system_installed();
    made.choice = ChoiceByHand::kept;
    BOOST_TEST(all_unchanged(lines(made)));
    CommandState& command = made.site.commands[0];
    command.reaches_wrapper = false;
    command.node = link_to("iptables-legacy");
    BOOST_TEST(lines(made)[1] ==
               "left '/sbin/iptables' alone: it was linked to 'iptables-legacy' since the installation");
    command.leads_nowhere = true;
    BOOST_TEST(std::ranges::count(lines(made), "linked '/sbin/iptables' -> 'iptables-wrapper'") == 1);
    command.leads_nowhere = false;
    command.node = link_to("xtables-nft-multi"); // an upgrade has brought back what is on record
    BOOST_TEST(lines(made)[1] == "linked '/sbin/iptables' -> 'iptables-wrapper'");
}

BOOST_AUTO_TEST_CASE(another_wrapper_replaces_the_file_alone) {
    auto made = plain_system_installed();
    made.site.wrapper_is_ours = false;
    const auto shown = lines(made);
    BOOST_TEST(shown.front() == "replaced '/sbin/iptables-wrapper'");
    BOOST_TEST(std::count_if(shown.begin(), shown.end(),
                             [](const auto& line) { return line.starts_with("unchanged "); }) == 6);
}

BOOST_AUTO_TEST_CASE(the_plan_clears_up_first_and_looks_at_all_commands_before_the_installer_goes) {
    auto made = plain_system();
    made.leftovers = {"/sbin/.iptables-wrapper-0123456789abcdef"};
    made.installer_files = {"/iptables-wrapper-installer"};
    const auto plan = plan_installation(made.survey());
    BOOST_REQUIRE(plan.size() > 3U);
    BOOST_TEST(std::holds_alternative<Remove>(plan.front().operation));
    const auto* verify = std::get_if<Verify>(&plan[plan.size() - 2].operation);
    BOOST_REQUIRE(verify != nullptr);
    BOOST_TEST(verify->commands.size() == 6U);
    BOOST_TEST(std::holds_alternative<Remove>(plan.back().operation));
}

BOOST_AUTO_TEST_CASE(a_choice_by_hand_is_recorded_before_it_is_changed) {
    auto made = debian_system();
    made.system.groups[0].group.status = LinkGroup::Status::manual;
    made.system.groups[0].group.value = "/sbin/iptables-legacy";
    const auto shown = lines(made);
    const auto record = place(shown, "recorded that '/sbin/iptables-legacy' was chosen in group 'iptables'");
    const auto enrolled = place(shown, "registered '/sbin/iptables-wrapper' in group 'iptables'");
    const auto current = place(shown, "made '/sbin/iptables-wrapper' current in group 'iptables'");
    BOOST_TEST(record < enrolled);
    BOOST_TEST(enrolled < current);
    BOOST_TEST(static_cast<std::size_t>(current) < shown.size());
    BOOST_TEST(!has(shown, "made '/sbin/iptables-wrapper' current in group 'ip6tables'"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_chosen_again_is_not_recorded_as_a_choice) {
    auto made = debian_system();
    made.system.groups[0].group.status = LinkGroup::Status::manual;
    made.system.groups[0].group.value = "/opt/unregistered";
    const auto shown = lines(made);
    BOOST_TEST(has(shown, "made '/sbin/iptables-wrapper' current in group 'iptables'"));
    BOOST_TEST(!has(shown, "recorded that '/opt/unregistered' was chosen in group 'iptables'"));
}

BOOST_AUTO_TEST_CASE(a_later_choice_by_hand_stays_when_asked) {
    auto made = debian_system_installed();
    made.system.groups[0].group.status = LinkGroup::Status::manual;
    made.system.groups[0].group.value = "/sbin/iptables-legacy";
    for (std::size_t i = 0; i < 3; ++i) {
        made.site.commands[i].reaches_wrapper = false;
    }
    BOOST_TEST(has(lines(made), "made '/sbin/iptables-wrapper' current in group 'iptables'"));

    made.choice = ChoiceByHand::kept;
    const std::vector<std::string> expected{
        "unchanged '/sbin/iptables-wrapper'",
        "left group 'iptables' alone: '/sbin/iptables-legacy' was chosen by hand",
        "unchanged group 'ip6tables'"};
    BOOST_TEST(lines(made) == expected, boost::test_tools::per_element());
    const Plan plan = plan_installation(made.survey());
    const auto* verify = std::get_if<Verify>(&plan.back().operation);
    BOOST_REQUIRE(verify != nullptr);
    BOOST_TEST(verify->commands.size() == 3U);

    made.system.groups[0].group.alternatives[0].priority =
        500; // what was registered is no longer good enough
    BOOST_TEST(has(lines(made), "registered '/sbin/iptables-wrapper' in group 'iptables'"));
    BOOST_TEST(!has(lines(made), "made '/sbin/iptables-wrapper' current in group 'iptables'"));

    made = debian_system(); // chosen before the wrapper was there
    made.choice = ChoiceByHand::kept;
    made.system.groups[0].group.status = LinkGroup::Status::manual;
    made.system.groups[0].group.value = "/sbin/iptables-legacy";
    BOOST_TEST(has(lines(made), "made '/sbin/iptables-wrapper' current in group 'iptables'"));
}

BOOST_AUTO_TEST_CASE(after_a_switch_the_wrapper_becomes_current_again) {
    auto made = debian_system_installed();
    made.system.groups[0].group.value = "/sbin/iptables-nft";
    const auto shown = lines(made);
    BOOST_TEST(has(shown, "made '/sbin/iptables-wrapper' current in group 'iptables'"));
    BOOST_TEST(has(shown, "unchanged group 'ip6tables'"));
    BOOST_TEST(!has(shown, "registered '/sbin/iptables-wrapper' in group 'iptables'"));
}

BOOST_AUTO_TEST_CASE(a_value_nobody_registered_needs_more_than_enrolling) {
    auto made = debian_system();
    made.system.groups[1].group.value = "/opt/mine";
    const auto shown = lines(made);
    BOOST_TEST(has(shown, "made '/sbin/iptables-wrapper' current in group 'ip6tables'"));
    BOOST_TEST(!has(shown, "made '/sbin/iptables-wrapper' current in group 'iptables'"));
}

BOOST_AUTO_TEST_CASE(links_around_their_group_are_put_back_into_it) {
    auto made = debian_system_installed();
    made.site.commands[1].node = link_to("iptables-wrapper");
    const auto shown = lines(made);
    BOOST_TEST(has(shown, "made '/sbin/iptables-wrapper' current in group 'iptables'"));
    BOOST_TEST(has(shown, "linked '/sbin/iptables-save' -> '/etc/alternatives/iptables-save'"));
    BOOST_TEST(has(shown, "unchanged group 'ip6tables'"));
}

BOOST_AUTO_TEST_CASE(what_is_found_is_kept_before_it_is_replaced_and_only_once) {
    using Saved = CommandState::Saved;
    const std::string saved = "saved '/sbin/iptables' as '/sbin/iptables.iptables-wrapper-saved'";
    const std::string linked = "linked '/sbin/iptables' -> 'iptables-wrapper'";
    const auto expect = [](auto made, const Node& node, Saved kept,
                           const std::vector<std::string>& expected) {
        made.site.commands[0].node = node;
        made.site.commands[0].saved = kept;
        made.site.commands[0].reaches_wrapper = false;
        BOOST_TEST(lines_about("/sbin/iptables", lines(made)) == expected, boost::test_tools::per_element());
    };
    const auto before = plain_system();
    expect(before, {}, Saved::nothing, {"recorded that '/sbin/iptables' did not exist", linked});
    expect(before, link_to("iptables-nft"), Saved::nothing, // as a wrapper would, but it has not been here
           {"recorded that '/sbin/iptables' led to 'iptables-nft'", linked});
    expect(before, regular_file(), Saved::nothing, {saved, linked});
    expect(before, regular_file(), Saved::this_file, {linked});
    expect(before, regular_file(), Saved::something_else, {saved, linked}); // its owner has replaced it

    const auto after = plain_system_installed();
    expect(after, link_to("iptables-legacy"), Saved::nothing, {linked});   // switched
    expect(after, link_to("xtables-nft-multi"), Saved::nothing, {linked}); // killed after recording
    expect(after, link_to("xtables-legacy-multi"), Saved::nothing,         // someone else's
           {"recorded that '/sbin/iptables' led to 'xtables-legacy-multi'", linked});

    const std::string led = "linked '/sbin/iptables' -> '/etc/alternatives/iptables'";
    expect(debian_system(), regular_file(), Saved::nothing, {saved, led});
    expect(debian_system(), regular_file(), Saved::something_else, {saved, led});
}

BOOST_AUTO_TEST_CASE(what_is_missing_and_could_run_nothing_stays_missing) {
    auto made = plain_system();
    made.site.commands[5].node = {};
    made.site.commands[5].switched_targets.clear();
    BOOST_TEST(lines_about("/sbin/ip6tables-restore", lines(made)).empty());
}

BOOST_AUTO_TEST_CASE(what_must_not_be_destroyed_stops_the_plan) {
    for (const auto kind : {Node::Kind::directory, Node::Kind::other}) {
        auto made = plain_system();
        made.site.commands[2].node.kind = kind;
        BOOST_CHECK_EXCEPTION(plan_installation(made.survey()), Failure, [](const Failure& failure) {
            return failure.path == "/sbin/iptables-restore";
        });
        made = plain_system();
        made.site.wrapper_node.kind = kind;
        BOOST_CHECK_EXCEPTION(plan_installation(made.survey()), Failure, [](const Failure& failure) {
            return failure.path == "/sbin/iptables-wrapper";
        });
    }
}

BOOST_AUTO_TEST_SUITE_END()
