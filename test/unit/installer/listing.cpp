// SPDX-License-Identifier: Apache-2.0
#include "installer/system/listing.hpp"

#include "installer/system/failure.hpp"
#include "test/unit/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using iptables_wrapper::test::ScratchDirectory;

BOOST_AUTO_TEST_SUITE(listings)

BOOST_AUTO_TEST_CASE(what_is_there_is_listed_in_order) {
    const ScratchDirectory scratch;
    for (const char* name : {"b", "a", "c/d"}) {
        scratch.file(name);
    }
    const std::vector<fs::path> expected{scratch.path("a"), scratch.path("b"), scratch.path("c")};
    BOOST_TEST(listing(scratch.path()) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(nothing_is_in_what_is_no_directory) {
    const ScratchDirectory scratch;
    scratch.file("file");
    BOOST_TEST(listing(scratch.path("missing")).empty());
    BOOST_TEST(listing(scratch.path("file")).empty());
}

BOOST_AUTO_TEST_CASE(a_directory_that_cannot_be_listed_is_not_taken_for_empty) {
    const ScratchDirectory scratch;
    const std::string unreachable = scratch.path(std::string(300, 'x'));
    BOOST_CHECK_EXCEPTION(listing(unreachable), Failure, [&](const Failure& failure) {
        return failure.path == unreachable && failure.reason == "file name too long";
    });
}

BOOST_AUTO_TEST_SUITE_END()
