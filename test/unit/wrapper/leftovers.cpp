// SPDX-License-Identifier: Apache-2.0
#include "common/links.hpp"
#include "test/unit/scratch_directory.hpp"
#include "test/unit/wrapper/written.hpp"
#include "wrapper/links/link_changes.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;
using iptables_wrapper::test::ScratchDirectory;

BOOST_FIXTURE_TEST_SUITE(leftovers, ScratchDirectory)

BOOST_AUTO_TEST_CASE(links_under_temporary_names_go_and_nothing_else) {
    const std::string temporary{temporary_name_beside(path("iptables"))};
    const std::string file{last_component(temporary_name_beside(path("iptables")))};
    link(std::string{last_component(temporary)}, "nowhere");
    link("iptables", "iptables-wrapper");
    link(".iptables-wrapper-of-somebody", "nowhere");
    this->file(file, "what an installer keeps");
    BOOST_TEST(written([&](Output& output) { remove_leftovers(path(), output); }) ==
               "removed leftover '" + temporary + "'\n");
    BOOST_TEST(!read_link(temporary.c_str()).has_value());
    BOOST_TEST(target("iptables") == "iptables-wrapper");
    BOOST_TEST(entries() == 3);
}

BOOST_AUTO_TEST_CASE(among_many_entries_all_are_found) {
    for (int number = 0; number < 300; ++number) {
        link(std::string{last_component(temporary_name_beside(path("iptables")))}, "nowhere");
        file("a file with a name of some length " + std::to_string(number));
    }
    written([&](Output& output) { remove_leftovers(path(), output); });
    BOOST_TEST(entries() == 300);
}

BOOST_AUTO_TEST_CASE(a_directory_that_is_not_there_has_none) {
    BOOST_TEST(written([&](Output& output) { remove_leftovers(path("nowhere"), output); }) == "");
}

BOOST_AUTO_TEST_SUITE_END()
