// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/iptables_version.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(iptables_version)

namespace {

VersionNumbers numbers_of(std::string_view output) {
    const auto version = parse_version(output);
    BOOST_REQUIRE_MESSAGE(version, output);
    return version->numbers;
}

} // namespace

BOOST_AUTO_TEST_CASE(the_mode_is_in_parentheses) {
    BOOST_TEST((parse_version("iptables-save v1.8.9 (nf_tables)\n")->mode == Mode::nft));
    BOOST_TEST((parse_version("iptables v1.8.9 (legacy)\n")->mode == Mode::legacy));
    BOOST_TEST(!parse_version("iptables v1.6.1\n")->mode);
}

BOOST_AUTO_TEST_CASE(versions_compare_as_numbers) {
    for (const auto* fit :
         {"i v1.8.4 (legacy)", "i v1.8.10 (legacy)", "i v1.10.0 (legacy)", "i v2.0 (legacy)"}) {
        BOOST_TEST((numbers_of(fit) >= oldest_version), fit);
    }
    for (const auto* old : {"i v1.8.3 (legacy)", "i v1.8 (legacy)", "i v1.4.21", "i v0.9.9"}) {
        BOOST_TEST((numbers_of(old) < oldest_version), old);
    }
}

BOOST_AUTO_TEST_CASE(suffixes_are_kept_and_ignored) {
    for (const auto* text :
         {"1.8.10-rc1", "1.8.10~bpo12+1", "1.8.10.1", "1.8.10+git20240101", "1.8.10-3.el9"}) {
        const auto version = parse_version("iptables-save v" + std::string(text) + " (nf_tables)\n");
        BOOST_REQUIRE_MESSAGE(version, text);
        BOOST_TEST((version->numbers == VersionNumbers{1, 8, 10}), text);
        BOOST_TEST(version->text == text);
        BOOST_TEST((version->mode == Mode::nft), text);
    }
}

BOOST_AUTO_TEST_CASE(only_the_first_line_counts) {
    BOOST_TEST((numbers_of("iptables v1.8.4 (legacy)\niptables v9.9.9\n") == VersionNumbers{1, 8, 4}));
    BOOST_TEST(!parse_version("warning\niptables v1.8.4 (legacy)\n"));
}

BOOST_AUTO_TEST_CASE(blanks_at_the_end_do_not_count) {
    for (const auto* text : {"i v1.8.4 (legacy) \n", "i v1.8.4 (legacy)\r\n", "i v1.8.4 (legacy)\t \n"}) {
        BOOST_TEST((parse_version(text)->mode == Mode::legacy), text);
    }
    BOOST_TEST(parse_version("i v1.8.4 \n")->text == "1.8.4");
}

BOOST_AUTO_TEST_CASE(other_texts_are_no_versions) {
    for (const auto* text :
         {"", "\n", "hello", "iptables", "iptables 1.8.4", "iptables v", "iptables v1", "iptables v.8.4",
          "iptables v-1.8.4", "iptables v99999999999999999999.8.4 (legacy)", " v1.8.4 (legacy)",
          "iptables v1.8.4 (something)", "iptables v1.8.4 (legacy", "iptables v1.8.4 and more"}) {
        BOOST_TEST(!parse_version(text), text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
