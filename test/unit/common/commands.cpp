// SPDX-License-Identifier: Apache-2.0
#include "common/commands.hpp"

#include "test/unit/texts.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;

BOOST_AUTO_TEST_SUITE(commands)

BOOST_AUTO_TEST_CASE(a_mode_goes_behind_the_family) {
    BOOST_TEST(real_name("iptables", Mode::nft) == "iptables-nft");
    BOOST_TEST(real_name("iptables-save", Mode::legacy) == "iptables-legacy-save");
    BOOST_TEST(real_name("ip6tables-restore", Mode::nft) == "ip6tables-nft-restore");
    BOOST_TEST(multi_call_name(Mode::legacy) == "xtables-legacy-multi");
    BOOST_TEST(multi_call_name(Mode::nft) == "xtables-nft-multi");
}

BOOST_AUTO_TEST_CASE(the_six_and_no_others_are_commands) {
    for (const auto* name : {"iptables", "iptables-save", "iptables-restore", "ip6tables", "ip6tables-save",
                             "ip6tables-restore"}) {
        BOOST_TEST(is_command(name), name);
    }
    for (const auto* name : {"", "iptables-wrapper", "iptables-nft", "iptables-", "IPTABLES",
                             "iptables-savee", "/usr/sbin/iptables", "iptables-apply", "arptables"}) {
        BOOST_TEST(!is_command(name), name);
    }
}

BOOST_AUTO_TEST_CASE(real_names_are_told_from_others) {
    for (const Mode mode : all_modes) {
        BOOST_TEST((mode_of_real_name(multi_call_name(mode)) == mode));
        for (const std::string_view command : all_commands) {
            const ProgramName name = real_name(command, mode);
            BOOST_TEST((mode_of_real_name(name) == mode), name.view());
            BOOST_TEST(is_real_name(name), name.view());
            BOOST_TEST((name != real_name(command, other(mode))));
        }
    }
    for (const auto* name :
         {"", "iptables", "iptables-wrapper", "xtables-multi", "nft", "iptables-nft-apply"}) {
        BOOST_TEST(!is_real_name(name), name);
    }
}

BOOST_AUTO_TEST_CASE(a_mode_is_called_by_its_exact_name) {
    BOOST_TEST((mode_called("nft") == Mode::nft));
    BOOST_TEST((mode_called("legacy") == Mode::legacy));
    for (const auto* name : {"", "NFT", "nft ", "legac", "auto"}) {
        BOOST_TEST(!mode_called(name).has_value(), name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
