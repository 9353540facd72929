// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/actions.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(steps_of_a_plan)

BOOST_AUTO_TEST_CASE(a_dry_run_tells_the_same_story_in_the_other_tense) {
    const Action link = actions::make_link("/usr/sbin/iptables", "iptables-wrapper");
    BOOST_TEST(link.words.in(Tense::past) == "linked '/usr/sbin/iptables' -> 'iptables-wrapper'");
    BOOST_TEST(link.words.in(Tense::conditional) == "would link '/usr/sbin/iptables' -> 'iptables-wrapper'");
    for (const Tense tense : {Tense::past, Tense::conditional}) {
        BOOST_TEST(actions::unchanged("'/x'").words.in(tense) == "unchanged '/x'");
    }
}

BOOST_AUTO_TEST_CASE(a_name_cannot_break_the_line) {
    BOOST_TEST(actions::remove({"/a\nb"}).words.in(Tense::past) == "removed '/a\\x0ab'");
}

BOOST_AUTO_TEST_CASE(looking_is_not_worth_a_line) {
    BOOST_TEST(actions::verify_leads_to({}, "/w").words.in(Tense::past).empty());
}

BOOST_AUTO_TEST_SUITE_END()
