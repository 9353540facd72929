// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/libalternatives/libalternatives.hpp"

#include "installer/link_systems/libalternatives/configuration.hpp"
#include "installer/plan/plan.hpp"
#include "test/unit/made_up_systems.hpp"

#include <boost/test/unit_test.hpp>

#include <climits>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using namespace iptables_wrapper::test;

BOOST_AUTO_TEST_SUITE(libalternatives)

namespace {

const std::string directory = "/usr/share/libalternatives/";

} // namespace

BOOST_AUTO_TEST_CASE(numbers_are_in_the_names_as_atoi_reads_them) {
    for (const char* name : {"20.conf", "20", "20.config", "20x.conf", " +20"}) {
        BOOST_TEST(configuration_number(name).value_or(0) == 20, name);
    }
    for (const char* name : {"", ".conf", "x20.conf", "-1.conf", "0.conf"}) {
        BOOST_TEST(!configuration_number(name).has_value(), name);
    }
    // What does not fit an int is cut off where a long is longer; else a long ends there.
    constexpr bool cut_off = sizeof(long) > sizeof(int);
    BOOST_TEST(configuration_number("4294967297.conf").value() == (cut_off ? 1 : INT_MAX));
    for (const char* name : {"2147483648.conf", "9223372036854775807.conf", "99999999999999999999.conf"}) {
        BOOST_TEST(configuration_number(name).value_or(0) == (cut_off ? 0 : INT_MAX), name);
    }
}

BOOST_AUTO_TEST_CASE(the_last_number_chosen_counts) {
    BOOST_TEST(chosen_in("iptables=\niptables=1\n", "iptables").value() == 1);
    BOOST_TEST(chosen_in("iptables=1\n iptables = 2\niptables=\n", "iptables").value() == 2);
    BOOST_TEST(!chosen_in("iptables=\niptables-save=1\n#iptables=1\n", "iptables").has_value());
}

BOOST_AUTO_TEST_CASE(what_runs_is_the_choice_or_the_highest) {
    const Configurations two{"/d", {{"/d/1.conf", 1, "binary=/a"}, {"/d/2.conf", 2, "binary=/b"}}, {1, 2}};
    BOOST_TEST(what_alts_runs(two, std::nullopt).value() == "/b");
    BOOST_TEST(what_alts_runs(two, Choice{"/etc/x", 1, ""}).value() == "/a");
    const Configurations beyond{"/d", {{"/d/1.conf", 1, "binary=/a"}}, {1, 500}}; // 500.conf.bak
    BOOST_TEST(!what_alts_runs(beyond, std::nullopt).has_value());
    BOOST_TEST(!what_alts_runs({}, std::nullopt).has_value());
}

BOOST_AUTO_TEST_CASE(values_are_found_whatever_is_around_them) {
    BOOST_TEST(value_in("a=1\n b = 2 \nb=3", "b") == "2");
    BOOST_TEST(value_in("a\n=\nbb=1\n", "b").empty());
    BOOST_TEST(value_in("b=", "b").empty());
}

BOOST_AUTO_TEST_CASE(the_group_is_mirrored_and_the_name_is_kept) {
    BOOST_TEST(configuration_for("/w", "binary=/n\noptions=x\nman=m\nodd\ngroup=a,b") ==
               "binary=/w\nman=m\ngroup=a,b\noptions=KeepArgv0\n");
}

BOOST_AUTO_TEST_CASE(one_number_above_all_serves_all) {
    auto made = tumbleweed_system();
    made.system.configured[2].configurations.numbers.push_back(300); // of a file like 300.conf.bak
    const auto plan = plan_installation(made.survey());
    std::size_t written = 0;
    for (const Action& action : plan) {
        if (const auto* file = std::get_if<WriteFile>(&action.operation);
            file != nullptr && file->path.native().starts_with(directory)) {
            BOOST_TEST(file->path.filename() == "301.conf");
            ++written;
        }
        BOOST_TEST(!std::holds_alternative<MakeLink>(action.operation));
    }
    BOOST_TEST(written == 6U);
}

BOOST_AUTO_TEST_CASE(nothing_is_above_the_highest_number) {
    auto made = tumbleweed_system();
    made.system.configured[2].configurations.numbers.push_back(2147483647);
    BOOST_CHECK_EXCEPTION(plan_installation(made.survey()), Failure, [](const Failure& failure) {
        return failure.path == directory + "iptables-restore";
    });
}

BOOST_AUTO_TEST_CASE(a_choice_by_the_administrator_is_an_obstacle_unless_it_is_to_stay) {
    auto made = tumbleweed_system();
    ConfiguredCommand& last = made.system.configured[5];
    last.choice = {"/root/.config/libalternatives.conf", 20, "alts -u -n ip6tables-restore"};
    const auto is_refused = [&made] {
        BOOST_CHECK_EXCEPTION(plan_installation(made.survey()), Failure, [](const Failure& failure) {
            return failure.reason == "'/root/.config/libalternatives.conf' chooses number 20 for it" &&
                   failure.hint == "undo that choice with 'alts -u -n ip6tables-restore'";
        });
    };
    is_refused();
    made.choice = ChoiceByHand::kept; // but so far the wrapper was not there to be chosen
    is_refused();

    for (ConfiguredCommand& command : made.system.configured) {
        const std::string path = directory + command.name + "/201.conf";
        command.configurations.files.push_back(
            {path, 201, configuration_for("/sbin/iptables-wrapper", "group=a,b\n")});
        command.configurations.numbers.push_back(201);
    }
    const Plan plan = plan_installation(made.survey());
    BOOST_TEST(has(lines_of(plan), "left '/sbin/ip6tables-restore' alone: "
                                   "'/root/.config/libalternatives.conf' chooses number 20 for it"));
    BOOST_TEST(std::get<Verify>(plan.back().operation).commands.size() == 5U);

    made.choice = ChoiceByHand::replaced;
    is_refused();
    last.choice->number = 201;
    BOOST_TEST(std::get<Verify>(plan_installation(made.survey()).back().operation).commands.size() == 6U);
}

BOOST_AUTO_TEST_SUITE_END()
