// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/libalternatives/libalternatives.hpp"

#include "installer/plan/plan.hpp"
#include "test/unit/made_up_systems.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using namespace iptables_wrapper::test;

namespace {

const std::string directory = "/usr/share/libalternatives/";

} // namespace

BOOST_AUTO_TEST_SUITE(libalternatives)

BOOST_AUTO_TEST_CASE(numbers_are_in_the_names) {
    BOOST_TEST(configuration_number("20.conf").value() == 20);
    for (const char* name : {"", ".conf", "20", "20.config", "x20.conf", "20x.conf", "-1.conf", "0.conf",
                             "99999999999999999999.conf"}) {
        BOOST_TEST(!configuration_number(name).has_value(), name);
    }
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
    made.system.configured[2].configurations.push_back({directory + "x/300.conf", 300, "binary=/sbin/m\n"});
    const auto plan = plan_installation(made.survey());
    std::size_t written = 0;
    for (const Action& action : plan) {
        if (const auto* file = std::get_if<WriteFile>(&action.operation);
            file != nullptr && file->path.starts_with(directory)) {
            BOOST_TEST(file->path.ends_with("/301.conf"));
            ++written;
        }
        BOOST_TEST(!std::holds_alternative<MakeLink>(action.operation));
    }
    BOOST_TEST(written == 6U);
}

BOOST_AUTO_TEST_CASE(a_choice_by_the_administrator_is_an_obstacle) {
    auto made = tumbleweed_system();
    made.system.configured[5].chosen_number = "20";
    BOOST_CHECK_THROW(plan_installation(made.survey()), Failure);
    made.system.configured[5].chosen_number = "201";
    BOOST_CHECK_NO_THROW(plan_installation(made.survey()));
}

BOOST_AUTO_TEST_SUITE_END()
