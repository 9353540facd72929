// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/arguments.hpp"

#include "installer/command_line/options.hpp"
#include "test/unit/texts.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <vector>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

BOOST_AUTO_TEST_SUITE(arguments)

namespace {

Arguments parsed(std::vector<std::string> words) {
    words.insert(words.begin(), "iptables-wrapper");
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (std::string& word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    return parse_arguments(static_cast<int>(words.size()), argv.data());
}

/// The long options that a text of --help names.
std::set<std::string> options_in(std::string_view text) {
    std::set<std::string> options;
    for (std::size_t at = text.find("--"); at != std::string_view::npos; at = text.find("--", at + 2)) {
        const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", at);
        if (end > at + 2) {
            options.emplace(text.substr(at, end - at));
        }
    }
    return options;
}

} // namespace

BOOST_AUTO_TEST_CASE(each_action_is_understood) {
    BOOST_TEST((parsed({"--detect"}).action == Action::detect));
    BOOST_TEST((parsed({"--detect", "--json"}).format == Format::json));
    BOOST_TEST((parsed({"--verify"}).action == Action::verify));
    BOOST_TEST((parsed({"--switch"}).action == Action::switch_now));
    BOOST_TEST(parsed({"--switch", "--wait", "30"}).wait_seconds.value() == 30U);
    BOOST_TEST(parsed({"--wait=0", "--detect"}).wait_seconds.value() == 0U);
    BOOST_TEST(parsed({"--switch", "--wait", "86400"}).wait_seconds.value() == 86400U);
    BOOST_TEST((parsed({"--reset"}).action == Action::reset));
    BOOST_TEST((parsed({"install"}).action == Action::install));
    BOOST_TEST((parsed({"--version"}).action == Action::version));
    BOOST_TEST((parsed({"-V"}).action == Action::version));
    BOOST_TEST((parsed({"--help"}).action == Action::help));
    BOOST_TEST((parsed({"-h"}).action == Action::help));
    BOOST_TEST(parsed({"--detect", "--detect"}).mistake == "");
}

BOOST_AUTO_TEST_CASE(mistakes_are_named) {
    BOOST_TEST(parsed({}).mistake == "nothing to do");
    BOOST_TEST(parsed({"--frobnicate"}).mistake == "unknown option '--frobnicate'");
    BOOST_TEST(parsed({"-L"}).mistake == "unknown option '-L'");
    BOOST_TEST(parsed({"nowhere"}).mistake == "unexpected argument 'nowhere'");
    BOOST_TEST(parsed({"--detect", "--switch"}).mistake == "only one thing can be done at a time");
    BOOST_TEST(parsed({"--switch", "--json"}).mistake == "--json goes with --detect");
    BOOST_TEST(parsed({"--json"}).mistake == "--json goes with --detect");
    BOOST_TEST(parsed({"--wait", "1"}).mistake == "--wait goes with --detect or --switch");
    BOOST_TEST(parsed({"--reset", "--wait", "1"}).mistake == "--wait goes with --detect or --switch");
    for (const auto* value : {"", "-1", "1.5", "1s", "86401", "99999999999999999999", "x\ny"}) {
        BOOST_TEST(
            parsed({"--switch", "--wait", value}).mistake.view().starts_with("--wait takes whole seconds"),
            value);
    }
    BOOST_TEST(parsed({"--switch", "--wait"}).mistake ==
               "--wait takes whole seconds from 0 to 86400, not ''");
}

BOOST_AUTO_TEST_CASE(an_option_is_written_in_full) {
    for (const auto* word : {"--vers", "--det", "--s", "-", "-hV"}) {
        BOOST_TEST(parsed({word}).mistake.view().starts_with("unknown option"), word);
    }
}

BOOST_AUTO_TEST_CASE(a_directory_and_a_program_go_with_switch) {
    BOOST_TEST(parsed({"--switch", "--links", "/a"}).links == std::string{"/a"});
    BOOST_TEST(parsed({"--links=/a", "--switch"}).links == std::string{"/a"});
    BOOST_TEST(parsed({"--detect", "--links", "/a"}).mistake == "--links goes with --switch");
    for (const auto* value : {"", "a", "./a", "/a:/b"}) {
        BOOST_TEST(parsed({"--switch", "--links", value})
                       .mistake.view()
                       .starts_with("--links takes an absolute path"),
                   value);
    }
    BOOST_TEST(parsed({"--switch", "--links"}).mistake.view().ends_with("not ''"));
    BOOST_TEST(parsed({"--switch"}).program == nullptr);
    BOOST_TEST(parsed({"--switch", "--", "agent", "--wait"}).mistake == "");
    BOOST_TEST(parsed({"--switch", "--", "--"}).mistake == "");
    BOOST_TEST(parsed({"--switch", "--"}).mistake == "'--' goes before a program");
    BOOST_TEST(parsed({"--verify", "--", "agent"}).mistake == "a program goes with --switch");
    BOOST_TEST(parsed({"--", "agent"}).mistake == "a program goes with --switch");
    BOOST_TEST(parsed({"--links", "/a"}).mistake == "--links goes with --switch");
}

BOOST_AUTO_TEST_CASE(one_slip_is_forgiven_with_a_suggestion) {
    BOOST_TEST(parsed({"--swich"}).mistake == "unknown option '--swich' (did you mean '--switch'?)");
    BOOST_TEST(parsed({"--dtect"}).mistake == "unknown option '--dtect' (did you mean '--detect'?)");
    BOOST_TEST(parsed({"--restet"}).mistake == "unknown option '--restet' (did you mean '--reset'?)");
    BOOST_TEST(parsed({"--verifi"}).mistake == "unknown option '--verifi' (did you mean '--verify'?)");
    BOOST_TEST(parsed({"--vresion"}).mistake == "unknown option '--vresion' (did you mean '--version'?)");
    BOOST_TEST(parsed({"--lnks"}).mistake == "unknown option '--lnks' (did you mean '--links'?)");
    BOOST_TEST(parsed({"--det"}).mistake == "unknown option '--det' (did you mean '--detect'?)");
    BOOST_TEST(parsed({"--jsn"}).mistake == "unknown option '--jsn' (did you mean '--json'?)");
    BOOST_TEST(parsed({"instal"}).mistake == "unexpected argument 'instal' (did you mean 'install'?)");
}

BOOST_AUTO_TEST_CASE(every_option_of_the_help_text_is_suggested) {
    for (const std::string& option : options_in(help_text)) {
        const std::string beginning = option.substr(0, option.size() - 1);
        BOOST_TEST(parsed({beginning}).mistake ==
                   "unknown option '" + beginning + "' (did you mean '" + option + "'?)");
    }
}

BOOST_AUTO_TEST_CASE(every_option_of_the_installer_is_known_as_such) {
    const std::set<std::string> ours = options_in(help_text);
    for (const std::string& word : options_in(installer::usage_text)) {
        if (!ours.contains(word)) {
            for (const auto* value : {"", "=/mnt"}) {
                BOOST_TEST(parsed({word + value}).mistake ==
                           "'" + word + value + "' is an option of iptables-wrapper-installer");
            }
        }
    }
    BOOST_TEST(parsed({"uninstall"}).mistake == "'uninstall' is an option of iptables-wrapper-installer");
}

BOOST_AUTO_TEST_CASE(a_long_word_is_cut_off) {
    const std::string word(100, 'x');
    BOOST_TEST(parsed({word}).mistake == "unexpected argument '" + word + "'");
    BOOST_TEST(parsed({word + "y"}).mistake == "unexpected argument '" + word + "…'");
}

BOOST_AUTO_TEST_SUITE_END()
