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
    BOOST_TEST(printable("a\nż") == "a\\x0aż");
    BOOST_TEST(sentence(out_of_memory()) == "cannot continue: out of memory");
}

BOOST_AUTO_TEST_CASE(a_report_has_its_hint) {
    BOOST_TEST(report_of("prog", {"do it", "/x", "no reason", "do that"}) ==
               "prog: error: cannot do it '/x': no reason\nprog: hint: do that\n");
}

BOOST_AUTO_TEST_SUITE_END()
