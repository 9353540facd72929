// SPDX-License-Identifier: Apache-2.0
#include "common/links.hpp"

#include "test/unit/scratch_directory.hpp"
#include "test/unit/texts.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>

#include <sys/stat.h>

using namespace iptables_wrapper;
using iptables_wrapper::test::ScratchDirectory;

BOOST_AUTO_TEST_SUITE(links)

BOOST_AUTO_TEST_CASE(paths_are_taken_apart_as_text) {
    BOOST_TEST(last_component("/usr/sbin/iptables") == "iptables");
    BOOST_TEST(last_component("iptables") == "iptables");
    BOOST_TEST(last_component("dir/") == "");
    BOOST_TEST(directory_of("/usr/sbin/iptables") == "/usr/sbin");
    BOOST_TEST(directory_of("/iptables") == "/");
    BOOST_TEST(directory_of("iptables") == ".");
    BOOST_TEST(join("/usr/sbin", "iptables") == "/usr/sbin/iptables");
    BOOST_TEST(join("/", "iptables") == "/iptables");
    BOOST_TEST(pointed_at("/usr/sbin/iptables", "iptables-nft") == "/usr/sbin/iptables-nft");
    BOOST_TEST(pointed_at("/usr/sbin/iptables", "../x") == "/usr/sbin/../x");
    BOOST_TEST(pointed_at("/usr/sbin/iptables", "/etc/x") == "/etc/x");
}

BOOST_AUTO_TEST_CASE(a_chain_is_read_hop_by_hop) {
    const ScratchDirectory scratch;
    scratch.file("sbin/multi");
    scratch.link("sbin/iptables-nft", "multi");
    scratch.link("etc/iptables", scratch.path("sbin/iptables-nft"));
    scratch.link("sbin/iptables", "../etc/iptables");
    LinkWalk walk{scratch.path("sbin/iptables")};
    BOOST_TEST(walk.place() == scratch.path("sbin/iptables"));
    BOOST_REQUIRE(walk.next());
    BOOST_TEST(walk.hop().path == scratch.path("sbin/iptables"));
    BOOST_TEST(walk.hop().target == "../etc/iptables");
    BOOST_TEST(walk.place() == scratch.path("sbin/../etc/iptables"));
    BOOST_REQUIRE(walk.next());
    BOOST_TEST(walk.hop().path == scratch.path("sbin/../etc/iptables"));
    BOOST_REQUIRE(walk.next());
    BOOST_TEST(walk.hop().path == scratch.path("sbin/iptables-nft"));
    BOOST_TEST(walk.hop().target == "multi");
    BOOST_TEST(!walk.next());
    BOOST_TEST(errno == EINVAL);
    BOOST_TEST(walk.hops() == 3U);
    BOOST_TEST(walk.hop().target == "multi");
    BOOST_TEST(walk.place() == scratch.path("sbin/multi"));
}

BOOST_AUTO_TEST_CASE(files_missing_paths_and_loops_end_a_chain) {
    const ScratchDirectory scratch;
    scratch.file("file");
    scratch.link("dangling", "nowhere");
    scratch.link("loop", "loop");
    const auto hops_and_end = [&](const std::string& name) {
        LinkWalk walk{scratch.path(name)};
        while (walk.next()) {
        }
        return std::pair<std::size_t, int>{walk.hops(), errno};
    };
    BOOST_TEST((hops_and_end("file") == std::pair<std::size_t, int>{0, EINVAL}));
    BOOST_TEST((hops_and_end("missing") == std::pair<std::size_t, int>{0, ENOENT}));
    BOOST_TEST((hops_and_end("dangling") == std::pair<std::size_t, int>{1, ENOENT}));
    BOOST_TEST((hops_and_end("loop") == std::pair<std::size_t, int>{max_hops, ELOOP}));
}

BOOST_AUTO_TEST_CASE(a_link_is_made_and_replaced_and_nothing_else_stays) {
    const ScratchDirectory scratch;
    const std::string link = scratch.path("link");
    BOOST_TEST(replace_link(link.c_str(), "one") == 0);
    BOOST_TEST(scratch.target("link") == "one");
    BOOST_TEST(replace_link(link.c_str(), "two") == 0);
    BOOST_TEST(scratch.target("link") == "two");
    BOOST_TEST(scratch.entries() == 1);
}

BOOST_AUTO_TEST_CASE(a_refused_replacement_leaves_everything_as_it_was) {
    const ScratchDirectory scratch;
    scratch.file("directory/inside");
    BOOST_TEST(replace_link(scratch.path("directory").c_str(), "target") == EISDIR);
    BOOST_TEST(replace_link(scratch.path("missing/link").c_str(), "target") == ENOENT);
    BOOST_TEST(scratch.entries() == 1);
    BOOST_TEST(scratch.entries("directory") == 1);
}

BOOST_AUTO_TEST_CASE(temporary_names_are_hidden_beside_and_never_the_same) {
    const Path one = temporary_name_beside("/usr/sbin/iptables");
    BOOST_TEST(directory_of(one) == "/usr/sbin");
    BOOST_TEST(is_temporary_name(last_component(one)), one.view());
    BOOST_TEST((one != temporary_name_beside("/usr/sbin/iptables")));
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
    BOOST_TEST((identity_of(scratch.path("link").c_str()) == identity_of(scratch.path("file").c_str())));
    BOOST_TEST((identity_of(scratch.path("other").c_str()) != identity_of(scratch.path("file").c_str())));
    BOOST_TEST(!identity_of(scratch.path("missing").c_str()).has_value());
    // Two file systems number their files alike.
    struct stat status {};
    BOOST_REQUIRE(::stat(scratch.path("file").c_str(), &status) == 0);
    const FileIdentity file{status.st_dev, status.st_ino};
    BOOST_TEST((identity_of(scratch.path("file").c_str()) == file));
    BOOST_TEST((file != FileIdentity{file.device + 1, file.inode}));
    BOOST_TEST((file != FileIdentity{file.device, file.inode + 1}));
}

BOOST_AUTO_TEST_SUITE_END()
