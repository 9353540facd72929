// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/switch_links.hpp"

#include "test/unit/scratch_directory.hpp"
#include "test/unit/texts.hpp"
#include "wrapper/links/commands_now.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;
using iptables_wrapper::test::ScratchDirectory;

namespace {

/// A directory sbin with the wrapper and both multi-call binaries under all their names.
struct Image {
    ScratchDirectory scratch;
    std::string sbin = scratch.path("sbin");
    std::array<std::string_view, 1> usual{sbin};
    Installation installation;

    Image() {
        scratch.file("sbin/iptables-wrapper", "wrapper");
        for (const Mode mode : all_modes) {
            scratch.file("sbin/" + std::string{multi_call_name(mode)}, std::string{multi_call_name(mode)});
            for (const auto command : all_commands) {
                scratch.link("sbin/" + std::string{real_name(command, mode)},
                             std::string{multi_call_name(mode)});
            }
        }
        installation.wrapper = path("iptables-wrapper");
        installation.self = identity_of(installation.wrapper.c_str());
        installation.usual = usual;
    }

    [[nodiscard]] std::string path(std::string_view name) const {
        return scratch.path("sbin/" + std::string{name});
    }
    [[nodiscard]] std::string target(std::string_view name) const {
        return scratch.target("sbin/" + std::string{name});
    }
    void link(std::string_view name, const std::string& target) const {
        scratch.link("sbin/" + std::string{name}, target);
    }
    void link_all(const std::string& target) const {
        for (const auto command : all_commands) {
            link(command, target);
        }
    }
    [[nodiscard]] LinkResults switch_to(Mode mode) const {
        return switch_links(installation, sbin, mode, PointsAt::wrapper);
    }
    [[nodiscard]] LinkResults switch_again(Mode mode) const {
        return switch_links(installation, sbin, mode, PointsAt::real);
    }
    [[nodiscard]] LinkResults reset(Missing missing) const { return reset_links(installation, missing); }
};

bool all_are(const LinkResults& results, LinkOutcome outcome) {
    return std::ranges::all_of(results, [&](const LinkResult& result) { return result.outcome == outcome; });
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(switch_links_, Image)

BOOST_AUTO_TEST_CASE(plain_links_change_themselves_and_stay_relative) {
    link_all("iptables-wrapper");
    BOOST_TEST(all_are(switch_to(Mode::nft), LinkOutcome::linked));
    for (const auto command : all_commands) {
        BOOST_TEST(target(command) == std::string{real_name(command, Mode::nft)});
    }
}

BOOST_AUTO_TEST_CASE(what_keeps_a_switch_from_being_kept_is_told_without_changing_anything) {
    const auto obstacle = [&](std::string_view command) {
        return std::string{obstacle_to_keeping(installation, sbin, command)};
    };
    BOOST_TEST(obstacle("iptables") == "'" + path("iptables") + "' leads to nothing");
    link("iptables", "iptables-nft");
    link("iptables-save", "iptables-wrapper");
    boost::filesystem::create_hard_link(path("iptables-wrapper"), path("iptables-restore"));
    scratch.file("opt/iptables-wrapper");
    link("ip6tables", "../opt/iptables-wrapper");
    scratch.file("bin/alts");
    link("ip6tables-save", "../bin/alts");
    link("ip6tables-restore", "../bin");
    BOOST_TEST(obstacle("iptables") == "'" + path("iptables") + "' leads to nft already");
    BOOST_TEST(obstacle("iptables-save") == "");
    for (const std::string command : {"iptables-restore", "ip6tables"}) {
        BOOST_TEST(obstacle(command) == "'" + path(command) + "' is no link to a wrapper beside it");
    }
    BOOST_TEST(obstacle("ip6tables-save") == "libalternatives runs the wrapper at each call");
    BOOST_TEST(obstacle("ip6tables-restore") ==
               "'" + path("ip6tables-restore") + "' leads to something else");
    BOOST_TEST(target("iptables-save") == "iptables-wrapper");
}

BOOST_AUTO_TEST_CASE(a_link_that_two_commands_lead_through_has_one_target) {
    link("iptables", "iptables-wrapper");
    link("ip6tables", "iptables");
    const LinkResults results = switch_to(Mode::nft);
    BOOST_TEST((results[0].outcome == LinkOutcome::linked));
    BOOST_TEST((results[3].outcome == LinkOutcome::not_ours));
    BOOST_TEST(target("iptables") == "iptables-nft");
}

BOOST_AUTO_TEST_CASE(absolute_links_stay_absolute) {
    link_all(path("iptables-wrapper"));
    BOOST_TEST(all_are(switch_to(Mode::legacy), LinkOutcome::linked));
    BOOST_TEST(target("ip6tables-save") == path("ip6tables-legacy-save"));
}

BOOST_AUTO_TEST_CASE(of_an_alternatives_chain_the_middle_link_changes) {
    for (const auto command : all_commands) {
        const std::string name{command};
        link(command, scratch.path("alternatives/" + name));
        scratch.link("alternatives/" + name, path("iptables-wrapper"));
    }
    BOOST_TEST(all_are(switch_to(Mode::nft), LinkOutcome::linked));
    BOOST_TEST(target("iptables-save") == scratch.path("alternatives/iptables-save"));
    BOOST_TEST(scratch.target("alternatives/iptables-save") == path("iptables-nft-save"));
}

BOOST_AUTO_TEST_CASE(a_mode_in_another_directory_is_linked_to_and_left_again) {
    for (const auto command : all_commands) {
        const std::string real = std::string{real_name(command, Mode::legacy)};
        scratch.link("other/" + real, std::string{multi_call_name(Mode::legacy)});
        std::filesystem::remove(path(real));
    }
    std::filesystem::rename(path(std::string{multi_call_name(Mode::legacy)}),
                            scratch.path("other/" + std::string{multi_call_name(Mode::legacy)}));
    const std::string other = scratch.path("other");
    usual.front() = other;
    link_all("iptables-wrapper");
    BOOST_TEST(all_are(switch_to(Mode::legacy), LinkOutcome::linked));
    BOOST_TEST(target("iptables-save") == scratch.path("other/iptables-legacy-save"));
    BOOST_TEST(all_are(switch_again(Mode::nft), LinkOutcome::linked));
    BOOST_TEST(target("iptables-save") == "iptables-nft-save");
    BOOST_TEST(all_are(switch_again(Mode::legacy), LinkOutcome::linked));
    BOOST_TEST(all_are(reset(Missing::leave), LinkOutcome::linked));
    BOOST_TEST(target("iptables-save") == "iptables-wrapper");
}

BOOST_AUTO_TEST_CASE(a_program_found_for_want_of_a_better_one_is_not_linked_to) {
    // What cannot be looked at in the first directory may be the better one.
    for (const auto command : all_commands) {
        const std::string real = std::string{real_name(command, Mode::legacy)};
        scratch.file("other/" + real);
        boost::filesystem::remove(path(real));
        link(real, real);
    }
    const std::string other = scratch.path("other");
    usual.front() = other;
    link_all("iptables-wrapper");
    BOOST_TEST(all_are(switch_to(Mode::nft), LinkOutcome::linked));
    BOOST_TEST(all_are(switch_again(Mode::legacy), LinkOutcome::not_ours));
    BOOST_TEST(target("iptables") == "iptables-nft");
}

BOOST_AUTO_TEST_CASE(names_that_lead_elsewhere_are_left_alone) {
    link("iptables", "iptables-wrapper");
    link("ip6tables", "ip6tables-legacy");
    scratch.file("sbin/iptables-save", "a file");
    link("ip6tables-save", "nowhere");
    link("iptables-restore", "iptables-restore");
    const auto results = switch_to(Mode::nft);
    BOOST_TEST((results[0].outcome == LinkOutcome::linked));
    BOOST_TEST(std::ranges::count(results, LinkOutcome::not_ours, &LinkResult::outcome) == 5);
    BOOST_TEST(target("ip6tables") == "ip6tables-legacy");
    BOOST_TEST(target("ip6tables-save") == "nowhere");
    BOOST_TEST(!boost::filesystem::exists(boost::filesystem::symlink_status(path("ip6tables-restore"))));
}

BOOST_AUTO_TEST_CASE(the_multi_call_binary_stands_in_for_missing_names) {
    link_all("iptables-wrapper");
    boost::filesystem::remove(path("iptables-nft-save"));
    BOOST_TEST(all_are(switch_to(Mode::nft), LinkOutcome::linked));
    BOOST_TEST(target("iptables-save") == "xtables-nft-multi");
}

BOOST_AUTO_TEST_CASE(a_command_without_a_real_program_keeps_its_link) {
    link_all("iptables-wrapper");
    boost::filesystem::remove(path("ip6tables-nft"));
    boost::filesystem::remove(path("xtables-nft-multi"));
    link("xtables-nft-multi", "iptables-wrapper");
    BOOST_TEST(all_are(switch_to(Mode::nft), LinkOutcome::not_ours));
    BOOST_TEST(target("iptables") == "iptables-wrapper");
}

BOOST_AUTO_TEST_CASE(a_wrapper_that_is_a_link_itself_is_not_taken_for_a_command) {
    scratch.file("opt/wrapper-1.0", "wrapper");
    boost::filesystem::remove(path("iptables-wrapper"));
    link("iptables-wrapper", "../opt/wrapper-1.0");
    link_all("iptables-wrapper");
    installation.wrapper = scratch.path("opt/wrapper-1.0");
    installation.self = identity_of(installation.wrapper.c_str());
    BOOST_TEST(all_are(switch_to(Mode::nft), LinkOutcome::linked));
    BOOST_TEST(target("iptables-wrapper") == "../opt/wrapper-1.0");
    BOOST_TEST(target("iptables") == "iptables-nft");
}

BOOST_AUTO_TEST_CASE(links_under_the_names_of_real_programs_are_the_packages) {
    boost::filesystem::remove(path("iptables-nft"));
    link("iptables-nft", "iptables-wrapper");
    link("iptables", "iptables-nft");
    link("iptables-save", "iptables-legacy");
    BOOST_TEST(all_are(switch_to(Mode::legacy), LinkOutcome::not_ours));
    (void)reset(Missing::leave);
    BOOST_TEST(target("iptables-nft") == "iptables-wrapper");
    BOOST_TEST(target("iptables-legacy") == "xtables-legacy-multi");
    BOOST_TEST(target("iptables-save") == "iptables-legacy");
}

BOOST_AUTO_TEST_CASE(a_chain_that_cannot_be_read_to_its_end_is_left_alone) {
    // The wrapper is reached through a link that cannot be followed by its text: a loop in the middle of its
    // path.
    link("iptables", scratch.path("loop/iptables"));
    scratch.link("loop", "loop");
    BOOST_TEST((switch_to(Mode::nft)[0].outcome == LinkOutcome::not_ours));
    BOOST_TEST(target("iptables") == scratch.path("loop/iptables"));
}

BOOST_AUTO_TEST_CASE(a_wrapper_of_another_name_is_known_by_its_identity) {
    installation.wrapper = path("renamed");
    boost::filesystem::rename(path("iptables-wrapper"), path("renamed"));
    scratch.link("alias", "sbin");
    link("iptables", scratch.path("alias/renamed"));
    BOOST_TEST((switch_to(Mode::nft)[0].outcome == LinkOutcome::linked));
    BOOST_TEST(target("iptables") == scratch.path("alias/iptables-nft"));
}

BOOST_AUTO_TEST_CASE(a_link_to_a_newer_wrapper_in_the_same_place_counts) {
    link_all("iptables-wrapper");
    installation.self = FileIdentity{0, 0};
    BOOST_TEST(all_are(switch_to(Mode::nft), LinkOutcome::linked));
}

BOOST_AUTO_TEST_CASE(switching_again_follows_the_host) {
    link_all("iptables-wrapper");
    BOOST_TEST(all_are(switch_again(Mode::nft), LinkOutcome::linked));
    BOOST_TEST(all_are(switch_again(Mode::nft), LinkOutcome::unchanged));
    BOOST_TEST(all_are(switch_again(Mode::legacy), LinkOutcome::linked));
    BOOST_TEST(target("iptables-restore") == "iptables-legacy-restore");
}

BOOST_AUTO_TEST_CASE(no_circle_is_made_where_a_real_program_leads_through_a_command) {
    boost::filesystem::remove(path("iptables-nft"));
    boost::filesystem::remove(path("ip6tables-nft"));
    link("ip6tables-nft", "ip6tables");
    link("ip6tables", "iptables");
    link("iptables", "xtables-nft-multi");
    const auto results = switch_again(Mode::nft);
    BOOST_TEST((results[3].outcome == LinkOutcome::not_ours));
    BOOST_TEST((identity_of(path("iptables").c_str()) == identity_of(path("xtables-nft-multi").c_str())));
}

BOOST_AUTO_TEST_CASE(reset_takes_commands_back_from_both_modes) {
    link("iptables", "iptables-nft");
    link("iptables-save", "xtables-legacy-multi");
    link("iptables-restore", "iptables-wrapper");
    link("ip6tables", path("ip6tables-legacy"));
    link("ip6tables-save", "nowhere");
    const auto results = reset(Missing::leave);
    BOOST_TEST(target("iptables") == "iptables-wrapper");
    BOOST_TEST(target("iptables-save") == "iptables-wrapper");
    BOOST_TEST(target("ip6tables") == path("iptables-wrapper"));
    BOOST_TEST((results[2].outcome == LinkOutcome::unchanged));
    BOOST_TEST((results[4].outcome == LinkOutcome::not_ours));
    BOOST_TEST((results[5].outcome == LinkOutcome::not_ours));
    BOOST_TEST(!boost::filesystem::exists(boost::filesystem::symlink_status(path("ip6tables-restore"))));
}

BOOST_AUTO_TEST_CASE(install_creates_what_is_missing_where_there_is_something_to_run) {
    link("iptables", "xtables-legacy-multi");
    boost::filesystem::remove(path("xtables-nft-multi"));
    boost::filesystem::remove(path("xtables-legacy-multi"));
    boost::filesystem::remove(path("ip6tables-nft"));
    scratch.file("sbin/ip6tables-nft");
    boost::filesystem::remove(path("ip6tables-nft-save"));
    (void)reset(Missing::create);
    BOOST_TEST(target("ip6tables") == "iptables-wrapper");
    BOOST_TEST(target("ip6tables-save") == "");
    BOOST_TEST(target("iptables") == "iptables-wrapper");
}

BOOST_AUTO_TEST_CASE(links_out_of_the_directory_are_never_taken_back) {
    scratch.file("elsewhere/iptables-nft");
    link("iptables", scratch.path("elsewhere/iptables-nft"));
    BOOST_TEST((reset(Missing::leave)[0].outcome == LinkOutcome::not_ours));
    BOOST_TEST((reset(Missing::create)[0].outcome == LinkOutcome::in_the_way));
    BOOST_TEST(target("iptables") == scratch.path("elsewhere/iptables-nft"));
}

BOOST_AUTO_TEST_CASE(nothing_is_changed_for_a_wrapper_that_has_gone) {
    boost::filesystem::remove(path("iptables-wrapper"));
    const auto obstacle = obstacle_to_changes(installation);
    BOOST_REQUIRE(obstacle.has_value());
    BOOST_TEST(obstacle->path == path("iptables-wrapper"));
    BOOST_TEST(obstacle->reason == "no such file or directory");
}

BOOST_AUTO_TEST_CASE(install_takes_links_to_nothing_for_missing) {
    link("iptables", "/nowhere/alternatives/iptables");
    link("ip6tables", "ip6tables");
    const auto results = reset(Missing::create);
    BOOST_TEST((results[0].outcome == LinkOutcome::linked));
    BOOST_TEST(target("iptables") == "iptables-wrapper");
    BOOST_TEST((results[3].outcome == LinkOutcome::in_the_way));
    BOOST_TEST(target("ip6tables") == "ip6tables");
}

BOOST_AUTO_TEST_CASE(without_a_place_nothing_is_changed) {
    BOOST_TEST(!obstacle_to_changes(installation).has_value());
    installation.wrapper = {};
    const auto obstacle = obstacle_to_changes(installation);
    BOOST_REQUIRE(obstacle.has_value());
    BOOST_TEST(obstacle->reason == "/proc is not mounted");
}

BOOST_AUTO_TEST_SUITE_END()
