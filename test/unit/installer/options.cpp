// SPDX-License-Identifier: Apache-2.0
#include "installer/command_line/options.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <vector>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(options)

namespace {

Options parsed(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "iptables-wrapper-installer");
    return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

} // namespace

BOOST_AUTO_TEST_CASE(nothing_given_is_a_full_installation) {
    for (const Options& options : {parsed({}), parse_options(0, nullptr)}) {
        BOOST_TEST((options.task == Task::install));
        BOOST_TEST((options.sanity_check == SanityCheck::required));
        BOOST_TEST((options.clean_up == CleanUp::wanted));
        BOOST_TEST((options.choice == ChoiceByHand::replaced));
        BOOST_TEST((options.effect == Effect::real));
        BOOST_TEST((options.verbosity == Verbosity::normal));
    }
}

BOOST_AUTO_TEST_CASE(each_option_changes_its_own_setting) {
    BOOST_TEST((parsed({"--no-sanity-check"}).sanity_check == SanityCheck::skipped));
    BOOST_TEST((parsed({"--no-cleanup"}).clean_up == CleanUp::declined));
    BOOST_TEST((parsed({"--keep-choice"}).choice == ChoiceByHand::kept));
    BOOST_TEST((parsed({"--dry-run"}).effect == Effect::dry_run));
    BOOST_TEST((parsed({"--quiet"}).verbosity == Verbosity::quiet));
    BOOST_TEST((parsed({"--json"}).form == Form::json));
    BOOST_TEST((parsed({"--check"}).task == Task::check));
    BOOST_TEST((parsed({"--uninstall"}).task == Task::uninstall));
    BOOST_TEST(parsed({"--root", "/a b"}).root == "/a b");
    const std::vector<Mode> both{Mode::nft, Mode::legacy};
    BOOST_TEST((parsed({"--check"}).modes == both));
    BOOST_TEST((parsed({"--modes", "nft,legacy"}).modes == both));
    BOOST_TEST((parsed({"--modes=legacy,nft"}).modes == both));
    BOOST_TEST((parsed({"--modes", "nft"}).modes == std::vector{Mode::nft}));
    BOOST_TEST((parsed({"--modes=legacy"}).modes == std::vector{Mode::legacy}));
}

BOOST_AUTO_TEST_CASE(the_default_root_gives_way_to_the_one_given) {
    const std::array arguments{"installer", "--root=/given"};
    BOOST_TEST(parse_options(2, arguments.data(), "/default").root == "/given");
    BOOST_TEST(parse_options(1, arguments.data(), "/default").root == "/default");
    BOOST_TEST(parse_options(1, arguments.data(), "").root.empty());
}

BOOST_AUTO_TEST_CASE(an_uninstallation_can_be_previewed) {
    BOOST_TEST((parsed({"--uninstall", "--dry-run"}).task == Task::uninstall));
    BOOST_TEST((parsed({"--uninstall", "--dry-run"}).effect == Effect::dry_run));
}

BOOST_AUTO_TEST_CASE(fresh_belongs_to_a_check) {
    BOOST_TEST((parsed({"--check"}).freshness == Freshness::any));
    BOOST_TEST((parsed({"--check", "--fresh"}).freshness == Freshness::required));
}

BOOST_AUTO_TEST_CASE(help_and_version_have_letters) {
    BOOST_TEST((parsed({"-h"}).task == Task::help));
    BOOST_TEST((parsed({"-V"}).task == Task::version));
    BOOST_TEST((parsed({"--quiet", "-V"}).task == Task::version));
}

BOOST_AUTO_TEST_CASE(help_wins_over_version_and_both_over_work) {
    BOOST_TEST((parsed({"--version", "--uninstall"}).task == Task::version));
    BOOST_TEST((parsed({"--version", "--help", "--quiet"}).task == Task::help));
}

BOOST_AUTO_TEST_CASE(what_is_not_understood_is_refused) {
    const std::vector<std::vector<const char*>> refused{
        {"--no"},
        {"--no-sanity"},
        {"--quie"},
        {"-q"},
        {"-v"},
        {"-hV"},
        {"--fresh"},
        {"--fresh", "--uninstall"},
        {"--frobnicate"},
        {"install"},
        {""},
        {"--", "x"},
        {"--quiet=1"},
        {"--root"},
        {"--root="},
        {"--modes"},
        {"--modes=nft,"},
        {"--modes=nft,nft"},
        {"--modes=both"},
        {"--modes=nft", "--modes=nft"},
        {"--quiet", "--quiet"},
        {"--check", "--dry-run"},
        {"--uninstall", "--check"},
        {"--help", "--frobnicate"},
    };
    for (const auto& arguments : refused) {
        BOOST_CHECK_EXCEPTION(parsed(arguments), UsageError,
                              [](const UsageError& error) { return !error.sentence.empty(); });
    }
}

BOOST_AUTO_TEST_CASE(the_sentence_names_the_culprit) {
    const std::vector<std::pair<std::vector<const char*>, std::string>> sentences{
        {{"--frobnicate"}, "unknown option '--frobnicate'"},
        {{"--chekc"}, "unknown option '--chekc' (did you mean '--check'?)"},
        {{"--unistall"}, "unknown option '--unistall' (did you mean '--uninstall'?)"},
        {{"--dry"}, "unknown option '--dry' (did you mean '--dry-run'?)"},
        {{"--rooot=/x"}, "unknown option '--rooot' (did you mean '--root'?)"},
        {{"--detect"}, "'--detect' is an option of iptables-wrapper"},
        {{"-q"}, "unknown option '-q'"},
        {{"install"}, "unexpected argument 'install'"},
        {{"in\nstall"}, "unexpected argument 'in\\x0astall'"},
        {{"--check", "--uninstall"}, "--check cannot be combined with --uninstall"},
        {{"--root", ""}, "--root needs a directory"},
        {{"--root"}, "--root needs a directory"},
        {{"--modes"}, "--modes needs nft, legacy, or both with a comma between"},
        {{"--modes", "iptables"}, "--modes needs nft, legacy, or both with a comma between"},
        {{"--quiet=1"}, "option '--quiet' does not take any arguments"},
        {{"--fresh"}, "--fresh needs --check"},
    };
    for (const auto& [arguments, sentence] : sentences) {
        BOOST_CHECK_EXCEPTION(parsed(arguments), UsageError, [&sentence = sentence](const UsageError& error) {
            BOOST_TEST(error.sentence == sentence);
            return true;
        });
    }
}

BOOST_AUTO_TEST_SUITE_END()
