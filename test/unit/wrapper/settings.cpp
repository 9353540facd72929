// SPDX-License-Identifier: Apache-2.0
#include "wrapper/call/settings.hpp"

#include "common/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdlib>
#include <string>

using namespace iptables_wrapper;

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
    try {
        settings_from_environment();
    } catch (const Failure& failure) {
        return sentence(failure) + "; " + failure.hint;
    }
    return "";
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
        const Settings settings = settings_from_environment();
        BOOST_TEST(!settings.mode.has_value());
        BOOST_TEST((settings.guess == Guess::keep));
        BOOST_TEST((settings.debug == Debug::off));
    }
}

BOOST_AUTO_TEST_CASE(each_variable_is_read) {
    set("IPTABLES_WRAPPER_MODE", "legacy");
    set("IPTABLES_WRAPPER_GUESS", "retry");
    set("IPTABLES_WRAPPER_DEBUG", "1");
    const Settings settings = settings_from_environment();
    BOOST_TEST((settings.mode == Mode::legacy));
    BOOST_TEST((settings.guess == Guess::retry));
    BOOST_TEST((settings.debug == Debug::on));
}

BOOST_AUTO_TEST_CASE(other_values_are_mistakes_with_a_remedy) {
    set("IPTABLES_WRAPPER_MODE", "nftables");
    BOOST_TEST(mistake() == "cannot use the value of IPTABLES_WRAPPER_MODE 'nftables': no such setting; "
                            "set it to nft or legacy, or unset it");
    CleanEnvironment::clear();
    set("IPTABLES_WRAPPER_GUESS", "yes");
    BOOST_TEST(mistake() == "cannot use the value of IPTABLES_WRAPPER_GUESS 'yes': no such setting; "
                            "set it to retry, or unset it");
    CleanEnvironment::clear();
    set("IPTABLES_WRAPPER_DEBUG", "2");
    BOOST_TEST(mistake() == "cannot use the value of IPTABLES_WRAPPER_DEBUG '2': no such setting; "
                            "set it to 1, or unset it");
}

BOOST_AUTO_TEST_SUITE_END()
