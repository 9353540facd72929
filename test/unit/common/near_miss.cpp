// SPDX-License-Identifier: Apache-2.0
#include "common/near_miss.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;

BOOST_AUTO_TEST_SUITE(near_miss)

BOOST_AUTO_TEST_CASE(letters_are_changed_added_or_removed) {
    BOOST_TEST(mistakes_between("", "") == 0U);
    BOOST_TEST(mistakes_between("abc", "abc") == 0U);
    BOOST_TEST(mistakes_between("abc", "") == 3U);
    BOOST_TEST(mistakes_between("", "abc") == 3U);
    BOOST_TEST(mistakes_between("abc", "axc") == 1U);
    BOOST_TEST(mistakes_between("abc", "ac") == 1U);
    BOOST_TEST(mistakes_between("abc", "abxc") == 1U);
    BOOST_TEST(mistakes_between("ab", "ba") == 2U);
    BOOST_TEST(mistakes_between("kitten", "sitting") == 3U);
}

BOOST_AUTO_TEST_CASE(what_was_meant_is_near_or_begins_like_that) {
    constexpr std::array<std::string_view, 4> known{"--detect", "--delete", "--reset", "install"};
    BOOST_TEST(meant_by("--detect", known) == "--detect");
    BOOST_TEST(meant_by("--dtct", known) == "--detect");
    BOOST_TEST(meant_by("--dtcx", known) == "");
    BOOST_TEST(meant_by("--delate", known) == "--delete");
    BOOST_TEST(meant_by("xx--reset", known) == "--reset");
    BOOST_TEST(meant_by("xxx--reset", known) == "");
    BOOST_TEST(meant_by("ins", known) == "install");
    BOOST_TEST(meant_by("in", known) == "");
    BOOST_TEST(meant_by("--d", known) == "--detect"); // the first of two
    BOOST_TEST(meant_by("", known) == "");
    // Nothing is near of which no letter is right.
    constexpr std::array<std::string_view, 1> short_one{"xy"};
    BOOST_TEST(meant_by("xz", short_one) == "xy");
    BOOST_TEST(meant_by("ab", short_one) == "");
}

BOOST_AUTO_TEST_SUITE_END()
