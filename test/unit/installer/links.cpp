// SPDX-License-Identifier: Apache-2.0
#include "installer/system/links.hpp"

#include "test/unit/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using test::ScratchDirectory;

BOOST_AUTO_TEST_SUITE(installer_links)

BOOST_AUTO_TEST_CASE(a_chain_is_read_hop_by_hop) {
    const ScratchDirectory scratch;
    scratch.file("sbin/multi");
    scratch.link("sbin/iptables-nft", "multi");
    scratch.link("etc/iptables", scratch.path("sbin/iptables-nft"));
    scratch.link("sbin/iptables", "../etc/iptables");
    const auto hops = follow_links(scratch.path("sbin/iptables"));
    BOOST_REQUIRE(hops.size() == 3U);
    BOOST_TEST(hops[0].path == scratch.path("sbin/iptables"));
    BOOST_TEST(hops[0].target == "../etc/iptables");
    BOOST_TEST(hops[1].path == scratch.path("sbin/../etc/iptables"));
    BOOST_TEST(hops[2].path == scratch.path("sbin/iptables-nft"));
    BOOST_TEST(hops[2].target == "multi");
}

BOOST_AUTO_TEST_CASE(files_missing_paths_and_loops_end_a_chain) {
    const ScratchDirectory scratch;
    scratch.file("file");
    scratch.link("dangling", "nowhere");
    scratch.link("loop", "loop");
    BOOST_TEST(follow_links(scratch.path("file")).empty());
    BOOST_TEST(follow_links(scratch.path("missing")).empty());
    BOOST_TEST(follow_links(scratch.path("dangling")).size() == 1U);
    BOOST_TEST(follow_links(scratch.path("loop")).size() == max_hops);
}

BOOST_AUTO_TEST_SUITE_END()
