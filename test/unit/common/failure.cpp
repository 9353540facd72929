// SPDX-License-Identifier: Apache-2.0
#include "common/failure.hpp"

#include "test/unit/texts.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <string>

using namespace iptables_wrapper;

BOOST_AUTO_TEST_SUITE(failure)

namespace {

std::string sentence(const FailureText& failure) {
    std::string words;
    append_sentence(words, failure);
    return words;
}

std::string report(const FailureText& failure) {
    std::string lines;
    append_report(lines, "prog", failure);
    return lines;
}

} // namespace

BOOST_AUTO_TEST_CASE(an_errno_becomes_a_sentence) {
    BOOST_TEST(sentence({"change the link", "/usr/sbin/iptables", reason_of(EROFS), {}}) ==
               "cannot change the link '/usr/sbin/iptables': read-only file system");
    BOOST_TEST(reason_of(EPERM) == "operation not permitted");
    BOOST_TEST(reason_of(EIO) == "input/output error");
    BOOST_TEST(reason_of(EDOTDOT) == "RFS specific error");
    BOOST_TEST(reason_of(123456) == "error 123456");
}

BOOST_AUTO_TEST_CASE(there_is_a_hint_line_only_with_a_hint) {
    BOOST_TEST(report({"do it", "", "no reason", ""}) == "prog: error: cannot do it: no reason\n");
    BOOST_TEST(report({"do it", "/x", "no reason", "do that"}) ==
               "prog: error: cannot do it '/x': no reason\nprog: hint: do that\n");
}

BOOST_AUTO_TEST_CASE(bytes_from_outside_cannot_break_the_line) {
    BOOST_TEST(sentence({"open", "/a\nprog: all is well\x1b[2J\x7f", "it is odd", {}}) ==
               "cannot open '/a\\x0aprog: all is well\\x1b[2J\\x7f': it is odd");
    BOOST_TEST(report({"a\nb", "", "c\rd", "e\nf"}) ==
               "prog: error: cannot a\\x0ab: c\\x0dd\nprog: hint: e\\x0af\n");
    std::string shown;
    append_printable(shown, "żółw");
    BOOST_TEST(shown == "żółw");
}

BOOST_AUTO_TEST_SUITE_END()
