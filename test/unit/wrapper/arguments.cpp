// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/arguments.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

#include <getopt.h>

using namespace iptables_wrapper;

namespace {

Arguments parsed(std::vector<std::string> words) {
    words.insert(words.begin(), "iptables-wrapper");
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (std::string& word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    optind = 0; // glibc: start over
    return parse_arguments(static_cast<int>(words.size()), argv.data());
}

} // namespace

BOOST_AUTO_TEST_SUITE(arguments)

BOOST_AUTO_TEST_CASE(each_action_is_understood) {
    BOOST_TEST((parsed({"--detect"}).action == Action::detect));
    BOOST_TEST((parsed({"--detect", "--json"}).format == Format::json));
    BOOST_TEST((parsed({"--switch"}).action == Action::switch_now));
    BOOST_TEST(parsed({"--switch", "--wait", "30"}).wait_seconds.value() == 30U);
    BOOST_TEST(parsed({"--wait=0", "--switch"}).wait_seconds.value() == 0U);
    BOOST_TEST((parsed({"--reset"}).action == Action::reset));
    BOOST_TEST((parsed({"install"}).action == Action::install));
    BOOST_TEST((parsed({"--version"}).action == Action::version));
    BOOST_TEST((parsed({"--help"}).action == Action::help));
    BOOST_TEST(parsed({"--detect", "--detect"}).mistake == "");
}

BOOST_AUTO_TEST_CASE(mistakes_are_named) {
    BOOST_TEST(parsed({}).mistake == "nothing to do");
    BOOST_TEST(parsed({"--frobnicate"}).mistake == "cannot understand '--frobnicate'");
    BOOST_TEST(parsed({"-L"}).mistake == "cannot understand '-L'");
    BOOST_TEST(parsed({"-Lx"}).mistake == "cannot understand '-L'");
    BOOST_TEST(parsed({"--switch", "--wait"}).mistake == "--wait takes whole seconds");
    BOOST_TEST(parsed({"uninstall"}).mistake == "cannot understand 'uninstall'");
    BOOST_TEST(parsed({"--detect", "--switch"}).mistake == "only one thing can be done at a time");
    BOOST_TEST(parsed({"--switch", "--json"}).mistake == "--json goes with --detect");
    BOOST_TEST(parsed({"--detect", "--wait", "1"}).mistake == "--wait goes with --switch");
    for (const auto* value : {"", "-1", "1.5", "1s", "86401", "99999999999999999999", "x\ny"}) {
        BOOST_TEST(parsed({"--switch", "--wait", value}).mistake.starts_with("--wait takes whole seconds"),
                   value);
    }
}

BOOST_AUTO_TEST_SUITE_END()
