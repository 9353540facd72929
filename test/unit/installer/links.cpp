// SPDX-License-Identifier: Apache-2.0
#include "installer/system/links.hpp"

#include "test/unit/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>

#include <sys/stat.h>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using test::ScratchDirectory;

BOOST_AUTO_TEST_SUITE(installer_links)

BOOST_AUTO_TEST_CASE(a_link_points_beside_itself_or_from_the_root) {
    BOOST_TEST(installer::pointed_at("/usr/sbin/iptables", "iptables-nft").native() ==
               "/usr/sbin/iptables-nft");
    BOOST_TEST(installer::pointed_at("/usr/sbin/iptables", "../x").native() == "/usr/sbin/../x");
    BOOST_TEST(installer::pointed_at("/usr/sbin/iptables", "/etc//x").native() == "/etc//x");
    BOOST_TEST(installer::pointed_at("/iptables", "x").native() == "/x");
}

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

BOOST_AUTO_TEST_CASE(a_link_is_made_and_replaced_and_nothing_else_stays) {
    const ScratchDirectory scratch;
    const std::string link = scratch.path("link");
    BOOST_TEST(replace_link(link, "one") == 0);
    BOOST_TEST(scratch.target("link") == "one");
    BOOST_TEST(replace_link(link, "two") == 0);
    BOOST_TEST(scratch.target("link") == "two");
    BOOST_TEST(scratch.entries() == 1);
}

BOOST_AUTO_TEST_CASE(a_refused_replacement_leaves_everything_as_it_was) {
    const ScratchDirectory scratch;
    scratch.file("directory/inside");
    BOOST_TEST(replace_link(scratch.path("directory"), "target") == EISDIR);
    BOOST_TEST(replace_link(scratch.path("missing/link"), "target") == ENOENT);
    BOOST_TEST(scratch.entries() == 1);
    BOOST_TEST(scratch.entries("directory") == 1);
}

BOOST_AUTO_TEST_CASE(temporary_names_are_hidden_beside_and_never_the_same) {
    const fs::path one = installer::temporary_name_beside("/usr/sbin/iptables");
    BOOST_TEST(one.parent_path() == "/usr/sbin");
    BOOST_TEST(is_temporary_name(one.filename().native()), one);
    BOOST_TEST(one != installer::temporary_name_beside("/usr/sbin/iptables"));
    for (const auto* name : {"iptables-wrapper", ".iptables-wrapper-", ".iptables-wrapper-0123456789abcdeg",
                             ".iptables-wrapper-0123456789abcdef0", "x.iptables-wrapper-0123456789abcdef"}) {
        BOOST_TEST(!is_temporary_name(name), name);
    }
}

BOOST_AUTO_TEST_CASE(identity_goes_by_the_file_not_the_name) {
    const ScratchDirectory scratch;
    scratch.file("file");
    scratch.file("other");
    scratch.link("link", "file");
    BOOST_TEST((identity_of(scratch.path("link")) == identity_of(scratch.path("file"))));
    BOOST_TEST((identity_of(scratch.path("other")) != identity_of(scratch.path("file"))));
    BOOST_TEST(!identity_of(scratch.path("missing")).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
