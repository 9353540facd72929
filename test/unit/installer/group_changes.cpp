// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/dpkg/dpkg_alternatives.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(group_changes)

namespace {

const std::string wrapper = "/usr/sbin/iptables-wrapper";

/// One group for all names, with a follower that is none of the commands.
LinkGroup group() {
    LinkGroup made;
    made.master = {"iptables", "/usr/sbin/iptables"};
    made.followers = {{"ip6", "/usr/sbin/ip6tables"}, {"apply", "/usr/sbin/iptables-apply"}};
    made.alternatives = {{"/usr/sbin/l", 1, {{"ip6", "/usr/sbin/l6"}, {"apply", "/usr/sbin/la"}}},
                         {"/usr/sbin/n", 2, {{"ip6", "/usr/sbin/n6"}, {"apply", "/usr/sbin/na"}}}};
    return made;
}

/// How update-alternatives is run to install and to uninstall the wrapper where this group is registered.
std::vector<RunTool> runs_for(const LinkGroup& group) {
    Site site;
    site.wrapper = wrapper;
    DpkgAlternatives system;
    system.tool = {"/usr/bin/update-alternatives", "/etc/alternatives", "/var/lib/dpkg/alternatives"};
    GroupState state;
    state.group = group;
    state.wrapper = wrapper;
    state.link_directory = "/etc/alternatives";
    system.groups = {state};
    std::vector<RunTool> runs;
    for (const Plan& plan :
         {system.plan_installation(site, ChoiceByHand::replaced), system.plan_removal(site)}) {
        for (const Action& action : plan) {
            if (const auto* run = std::get_if<RunTool>(&action.operation)) {
                runs.push_back(*run);
            }
        }
    }
    return runs;
}

} // namespace

BOOST_AUTO_TEST_CASE(commands_get_the_wrapper_and_others_keep_the_best) {
    const Alternative wanted = wanted_registration(group(), wrapper);
    BOOST_TEST(wanted.path == wrapper);
    BOOST_TEST(wanted.priority == 100);
    BOOST_TEST((wanted.followers ==
                std::map<std::string, std::string>{{"ip6", wrapper}, {"apply", "/usr/sbin/na"}}));
}

BOOST_AUTO_TEST_CASE(others_are_those_of_what_is_current) {
    LinkGroup chosen = group();
    chosen.value = "/usr/sbin/l";
    const Alternative wanted = wanted_registration(chosen, wrapper);
    BOOST_TEST(wanted.followers.at("apply") == "/usr/sbin/la");

    chosen.alternatives.push_back(wanted);
    for (const char* value : {wrapper.c_str(), "/usr/sbin/n"}) { // current, and switched
        chosen.value = value;
        BOOST_TEST(wanted_registration(chosen, wrapper).followers.at("apply") == "/usr/sbin/la");
    }
    chosen.alternatives.erase(chosen.alternatives.begin()); // nobody offers it any more
    BOOST_TEST(wanted_registration(chosen, wrapper).followers.at("apply") == "/usr/sbin/na");
}

BOOST_AUTO_TEST_CASE(a_follower_that_the_best_lacks_is_left_out) {
    LinkGroup lacking = group();
    lacking.alternatives[1].followers.erase("apply");
    BOOST_TEST(wanted_registration(lacking, wrapper).followers.count("apply") == 0U);
    lacking.alternatives.clear();
    BOOST_TEST(wanted_registration(lacking, wrapper).followers.size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_priority_is_the_highest) {
    LinkGroup high = group();
    high.alternatives[0].priority = 100;
    BOOST_TEST(wanted_registration(high, wrapper).priority == 101);
    high.alternatives[0].priority = 99;
    BOOST_TEST(wanted_registration(high, wrapper).priority == 100);
    high.alternatives.push_back({wrapper, 5000, {}});
    BOOST_TEST(wanted_registration(high, wrapper).priority == 100);
}

BOOST_AUTO_TEST_CASE(registered_means_same_followers_and_highest_priority) {
    LinkGroup present = group();
    const Alternative wanted = wanted_registration(present, wrapper);
    BOOST_TEST(!is_registered(present, wanted));
    present.alternatives.push_back({wrapper, 3, wanted.followers});
    BOOST_TEST(is_registered(present, wanted));
    present.alternatives.back().priority = 2;
    BOOST_TEST(!is_registered(present, wanted));
    present.alternatives.back() = {wrapper, 100, {{"ip6", wrapper}}};
    BOOST_TEST(!is_registered(present, wanted));
}

BOOST_AUTO_TEST_CASE(enrolling_mirrors_names_and_links) {
    const std::vector<RunTool> runs = runs_for(group());
    BOOST_REQUIRE(!runs.empty());
    const std::vector<std::string> expected{"--install",
                                            "/usr/sbin/iptables",
                                            "iptables",
                                            wrapper,
                                            "100",
                                            "--slave",
                                            "/usr/sbin/ip6tables",
                                            "ip6",
                                            wrapper,
                                            "--slave",
                                            "/usr/sbin/iptables-apply",
                                            "apply",
                                            "/usr/sbin/na"};
    BOOST_TEST(runs[0].arguments == expected, boost::test_tools::per_element());
    BOOST_TEST(runs[0].tool == "/usr/bin/update-alternatives");
}

BOOST_AUTO_TEST_CASE(what_is_registered_stays_as_it_is_written) {
    Site site;
    site.directory = "/usr/sbin";
    site.wrapper = wrapper;
    const auto registered_as = [&site](const std::string& path) {
        LinkGroup written = group();
        written.alternatives.push_back({path, 3, {}});
        return examine_group(site, written, "/etc/alternatives").wrapper;
    };
    BOOST_TEST(registered_as("/usr/sbin//iptables-wrapper") == "/usr/sbin//iptables-wrapper");
    BOOST_TEST(registered_as("/opt/bin/iptables-wrapper") == wrapper);
    const GroupState state = examine_group(site, group(), "/etc/alternatives/");
    BOOST_TEST(state.between(state.group.master) == "/etc/alternatives//iptables");
}

BOOST_AUTO_TEST_CASE(everything_that_will_change_is_named) {
    LinkGroup joined = group();
    joined.value = "/unknown";
    joined.alternatives.push_back(wanted_registration(group(), wrapper));
    const std::vector<RunTool> runs = runs_for(joined);
    BOOST_REQUIRE(runs.size() == 2U);
    BOOST_TEST(runs[0].arguments.front() == "--auto");
    BOOST_TEST(runs[1].arguments.front() == "--remove");
    for (const RunTool& run : runs) {
        std::vector<std::string> paths;
        for (const Touched& touched : run.touched) {
            paths.push_back(touched.path.native());
        }
        const std::vector<std::string> expected{"/var/lib/dpkg/alternatives/iptables",
                                                "/etc/alternatives/iptables",
                                                "/usr/sbin/iptables",
                                                "/etc/alternatives/ip6",
                                                "/usr/sbin/ip6tables",
                                                "/etc/alternatives/apply",
                                                "/usr/sbin/iptables-apply"};
        BOOST_REQUIRE(paths.size() == 2 * expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            BOOST_TEST(paths[i] == expected[i]);
            BOOST_TEST(paths[expected.size() + i] == expected[i] + ".dpkg-tmp");
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
