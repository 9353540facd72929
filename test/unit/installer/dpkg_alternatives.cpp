// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/dpkg/update_alternatives.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(dpkg_alternatives)

namespace {

constexpr std::string_view help = R"(Options:
  --altdir <directory>     change the alternatives directory
                             (default is /etc/alternatives).
  --admindir <directory>   change the administrative directory
                             (default is /var/lib/rpm/alternatives).
  --instdir <directory>    change the installation directory.
  --log <file>             change the log file
                             (default is relative).
  --root <directory>       change the root directory.
  --other <directory>      change another directory
                             (default is /nobody's).
)";

} // namespace

BOOST_AUTO_TEST_CASE(directories_are_those_the_tool_was_built_with) {
    BOOST_TEST(default_in_help(help, "--altdir", "/x") == "/etc/alternatives");
    BOOST_TEST(default_in_help(help, "--admindir", "/x") == "/var/lib/rpm/alternatives");
}

BOOST_AUTO_TEST_CASE(a_default_of_another_option_is_not_taken) {
    BOOST_TEST(default_in_help(help, "--instdir", "/x") == "/x");
    BOOST_TEST(default_in_help(help, "--log", "/x") == "/x");
    BOOST_TEST(default_in_help(help, "--root", "/x") == "/x"); // but there is one further below
    BOOST_TEST(default_in_help(help, "--none", "/x") == "/x");
    BOOST_TEST(default_in_help("", "--altdir", "/x") == "/x");
    BOOST_TEST(default_in_help("--altdir x (default is /etc", "--altdir", "/x") == "/x");
}

BOOST_AUTO_TEST_SUITE_END()
