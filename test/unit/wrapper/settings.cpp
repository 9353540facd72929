// SPDX-License-Identifier: Apache-2.0
#include "wrapper/choice/settings.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdlib>
#include <string>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

namespace {

struct CleanEnvironment {
    CleanEnvironment() { clear(); }
    CleanEnvironment(const CleanEnvironment&) = delete;
    CleanEnvironment& operator=(const CleanEnvironment&) = delete;
    CleanEnvironment(CleanEnvironment&&) = delete;
    CleanEnvironment& operator=(CleanEnvironment&&) = delete;
    ~CleanEnvironment() { clear(); }

    static void clear() {
        for (const char* name :
             {"IPTABLES_WRAPPER_MODE", "IPTABLES_WRAPPER_GUESS", "IPTABLES_WRAPPER_DEBUG"}) {
            ::unsetenv(name);
        }
    }
};

void set(const char* name, const char* value) {
    ::setenv(name, value, 1);
}

std::string mistake() {
    const Outcome<Settings> settings = settings_from_environment();
    std::string words;
    if (!settings) {
        append_sentence(words, settings.failure().text());
        words.append("; ").append(settings.failure().hint);
    }
    return words;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(settings, CleanEnvironment)

BOOST_AUTO_TEST_CASE(unset_and_empty_are_the_defaults) {
    for (const char* value : {static_cast<const char*>(nullptr), ""}) {
        if (value != nullptr) {
            set("IPTABLES_WRAPPER_MODE", value);
            set("IPTABLES_WRAPPER_GUESS", value);
            set("IPTABLES_WRAPPER_DEBUG", value);
        }
        const Settings settings = *settings_from_environment();
        BOOST_TEST(!settings.mode.has_value());
        BOOST_TEST((settings.guess == Guess::warn));
        BOOST_TEST((settings.verbosity == Verbosity::silent));
    }
}

BOOST_AUTO_TEST_CASE(each_variable_is_read) {
    set("IPTABLES_WRAPPER_MODE", "legacy");
    set("IPTABLES_WRAPPER_GUESS", "retry");
    set("IPTABLES_WRAPPER_DEBUG", "1");
    const Settings settings = *settings_from_environment();
    BOOST_TEST((settings.mode == Mode::legacy));
    BOOST_TEST((settings.guess == Guess::retry));
    BOOST_TEST((settings.verbosity == Verbosity::decision));
}

BOOST_AUTO_TEST_CASE(other_values_are_mistakes_that_name_those_allowed) {
    set("IPTABLES_WRAPPER_MODE", "NFT");
    BOOST_TEST(mistake() ==
               "cannot use IPTABLES_WRAPPER_MODE 'NFT': it must be nft, legacy or auto, in lower case; "
               "correct it, or unset it");
    CleanEnvironment::clear();
    set("IPTABLES_WRAPPER_GUESS", "yes");
    BOOST_TEST(mistake() ==
               "cannot use IPTABLES_WRAPPER_GUESS 'yes': it must be keep, retry or never, in lower case; "
               "correct it, or unset it");
}

BOOST_AUTO_TEST_CASE(each_value_has_its_meaning) {
    set("IPTABLES_WRAPPER_MODE", "auto");
    set("IPTABLES_WRAPPER_GUESS", "never");
    BOOST_TEST(!settings_from_environment()->mode.has_value());
    BOOST_TEST((settings_from_environment()->guess == Guess::never));
    set("IPTABLES_WRAPPER_MODE", "nft");
    set("IPTABLES_WRAPPER_GUESS", "keep");
    BOOST_TEST((settings_from_environment()->mode == Mode::nft));
    BOOST_TEST((settings_from_environment()->guess == Guess::keep));
}

BOOST_AUTO_TEST_CASE(no_value_of_debug_is_a_mistake) {
    const auto verbosity = [](const char* value) {
        set("IPTABLES_WRAPPER_DEBUG", value);
        return settings_from_environment()->verbosity;
    };
    BOOST_TEST((verbosity("0") == Verbosity::silent));
    BOOST_TEST((verbosity("2") == Verbosity::steps));
    for (const char* value : {"1", "true", "3", "yes", " "}) {
        BOOST_TEST((verbosity(value) == Verbosity::decision), value);
    }
}

BOOST_AUTO_TEST_SUITE_END()
