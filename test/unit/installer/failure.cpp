// SPDX-License-Identifier: Apache-2.0
#include "installer/system/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(installer_failure)

BOOST_AUTO_TEST_CASE(an_errno_becomes_a_sentence) {
    BOOST_TEST(sentence(system_failure("change the link", "/usr/sbin/iptables", EROFS)) ==
               "cannot change the link '/usr/sbin/iptables': read-only file system");
    BOOST_TEST(system_failure("run", "/x", ENOEXEC).error_number == ENOEXEC);
    BOOST_TEST(installer::reason_of(EIO) == "input/output error");
    BOOST_TEST(installer::reason_of(123456) == "error 123456");
    BOOST_TEST(sentence(out_of_memory()) == "cannot continue: out of memory");
}

BOOST_AUTO_TEST_CASE(there_is_a_hint_line_only_with_a_hint) {
    BOOST_TEST(report_of("prog", {"do it", "", "no reason"}) == "prog: error: cannot do it: no reason\n");
    BOOST_TEST(report_of("prog", {"do it", "/x", "no reason", "do that"}) ==
               "prog: error: cannot do it '/x': no reason\nprog: hint: do that\n");
}

BOOST_AUTO_TEST_CASE(bytes_from_outside_cannot_break_the_line) {
    BOOST_TEST(sentence({"open", "/a\nprog: all is well\x1b[2J\x7f", "it is odd"}) ==
               "cannot open '/a\\x0aprog: all is well\\x1b[2J\\x7f': it is odd");
    BOOST_TEST(printable("żółw") == "żółw");
}

BOOST_AUTO_TEST_SUITE_END()
