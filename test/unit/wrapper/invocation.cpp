// SPDX-License-Identifier: Apache-2.0
#include "test/unit/texts.hpp"
#include "wrapper/call/become.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

BOOST_AUTO_TEST_SUITE(invocation)

BOOST_AUTO_TEST_CASE(the_last_component_of_argument_zero_is_the_command) {
    BOOST_TEST(command_called("iptables", "/usr/sbin/iptables").value() == "iptables");
    BOOST_TEST(command_called("/usr/sbin/ip6tables-save", "x").value() == "ip6tables-save");
    BOOST_TEST(command_called("../sbin/iptables-restore", "x").value() == "iptables-restore");
}

BOOST_AUTO_TEST_CASE(the_executed_path_makes_up_for_an_empty_or_odd_argument_zero) {
    for (const auto* name : {"", "main4", "iptables/", "-iptables", "/x/y"}) {
        BOOST_TEST(command_called(name, "/usr/sbin/ip6tables").value() == "ip6tables", name);
    }
    BOOST_TEST(!command_called("", "").has_value());
}

BOOST_AUTO_TEST_CASE(other_names_are_no_command) {
    for (const auto* name : {"iptables-wrapper", "/usr/sbin/iptables-wrapper"}) {
        BOOST_TEST(!command_called(name, "/usr/sbin/iptables").has_value(), name);
    }
    BOOST_TEST(!command_called("x", "/usr/sbin/iptables-wrapper").has_value());
}

BOOST_AUTO_TEST_CASE(in_the_place_of_a_real_binary_it_refuses) {
    for (const auto* path :
         {"/usr/sbin/iptables-nft", "/sbin/xtables-legacy-multi", "ip6tables-legacy-restore"}) {
        const auto failure = find_misplaced(path);
        BOOST_REQUIRE(failure.has_value());
        BOOST_TEST(failure->path == path);
        BOOST_TEST(failure->reason == "it is the wrapper, where the real iptables should be");
        BOOST_TEST((failure->status == ExitStatus::cannot_decide));
    }
    for (const auto* path : {"/usr/sbin/iptables", "/usr/sbin/iptables-wrapper", ""}) {
        BOOST_TEST(!find_misplaced(path).has_value(), path);
    }
}

BOOST_AUTO_TEST_SUITE_END()
