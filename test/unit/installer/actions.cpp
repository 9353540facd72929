// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/actions.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(actions)

BOOST_AUTO_TEST_CASE(a_dry_run_tells_the_same_story_in_the_other_tense) {
    const SetLink link{"/usr/sbin/iptables", "iptables-wrapper"};
    BOOST_TEST(line_of(link, Effect::real) == "linked '/usr/sbin/iptables' -> 'iptables-wrapper'");
    BOOST_TEST(line_of(link, Effect::dry_run) == "would link '/usr/sbin/iptables' -> 'iptables-wrapper'");
    BOOST_TEST(line_of(Unchanged{"'/x'"}, Effect::real) == "unchanged '/x'");
    BOOST_TEST(line_of(Unchanged{"'/x'"}, Effect::dry_run) == "unchanged '/x'");
}

BOOST_AUTO_TEST_CASE(a_name_cannot_break_the_line) {
    BOOST_TEST(line_of(RemoveFile{"/a\nb"}, Effect::real) == "removed '/a\\x0ab'");
}

BOOST_AUTO_TEST_CASE(looking_is_not_worth_a_line) {
    BOOST_TEST(line_of(Verify{}, Effect::real).empty());
}

BOOST_AUTO_TEST_SUITE_END()
