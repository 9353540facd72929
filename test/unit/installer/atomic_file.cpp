// SPDX-License-Identifier: Apache-2.0
#include "installer/system/atomic_file.hpp"

#include "installer/commands/site.hpp"
#include "test/unit/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using iptables_wrapper::test::ScratchDirectory;

BOOST_AUTO_TEST_SUITE(atomic_file)

BOOST_AUTO_TEST_CASE(content_and_mode_arrive_whatever_the_umask) {
    const ScratchDirectory scratch;
    const mode_t before = ::umask(077);
    write_file(scratch.path("file"), std::string("a\0b", 3), {0755, {}, {}});
    ::umask(before);
    BOOST_TEST(read_file(scratch.path("file")) == std::string("a\0b", 3));
    BOOST_TEST(look_at(scratch.path("file")).mode == 0755U);
    BOOST_TEST(scratch.entries() == 1);
}

// chown(2) takes away what the mode has beyond ordinary permissions.
BOOST_AUTO_TEST_CASE(an_owner_does_not_cost_the_mode) {
    const ScratchDirectory scratch;
    const bool root = ::geteuid() == 0;
    const uid_t owner = root ? 65533 : ::geteuid();
    const gid_t group = root ? 65532 : ::getegid();
    write_file(scratch.path("file"), "content", {04755, owner, group});
    const Node node = look_at(scratch.path("file"));
    BOOST_TEST((node == Node{Node::Kind::file, "", 04755, owner, group}));
    write_file(scratch.path("file"), "content", {});
    BOOST_TEST((look_at(scratch.path("file")) == Node{Node::Kind::file, "", 0644, ::geteuid(), ::getegid()}));
}

BOOST_AUTO_TEST_CASE(only_who_is_not_root_is_told_to_be) {
    for (const int number : {EACCES, EPERM, ENOSPC}) {
        const bool told = ::geteuid() != 0 && number != ENOSPC;
        const Failure failure = file_failure("write", "/x", number);
        BOOST_TEST(failure.hint == (told ? "run it as root" : ""));
        BOOST_TEST(failure.error_number == number);
        BOOST_TEST(failure.intent == "write");
        BOOST_TEST(failure.path == "/x");
    }
}

BOOST_AUTO_TEST_CASE(a_link_is_replaced_and_never_written_through) {
    const ScratchDirectory scratch;
    scratch.file("precious", "old");
    scratch.link("file", "precious");
    write_file(scratch.path("file"), "new", {});
    BOOST_TEST(read_file(scratch.path("precious")) == "old");
    BOOST_TEST((look_at(scratch.path("file")).kind == Node::Kind::file));
}

BOOST_AUTO_TEST_CASE(a_failure_leaves_everything_as_it_was) {
    const ScratchDirectory scratch;
    scratch.file("directory/entry");
    BOOST_CHECK_EXCEPTION(write_file(scratch.path("directory"), "new", {}), Failure,
                          [](const Failure& failure) { return failure.reason == "is a directory"; });
    BOOST_CHECK_THROW(write_file(scratch.path("missing/file"), "new", {}), Failure);
    BOOST_TEST(scratch.entries() == 1);
    BOOST_TEST(scratch.entries("directory") == 1);
}

BOOST_AUTO_TEST_CASE(only_regular_files_of_bounded_length_are_read) {
    const ScratchDirectory scratch;
    scratch.file("file", std::string(11, 'x'));
    BOOST_TEST(read_file(scratch.path("file"), 11).size() == 11U);
    BOOST_CHECK_THROW(read_file(scratch.path("file"), 10), Failure);
    BOOST_CHECK_THROW(read_file(scratch.path()), Failure);
    BOOST_REQUIRE(::mkfifo(scratch.path("fifo").c_str(), 0600) == 0);
    BOOST_CHECK_THROW(read_file(scratch.path("fifo")), Failure);
}

BOOST_AUTO_TEST_CASE(a_node_is_told_without_following_links) {
    const ScratchDirectory scratch;
    scratch.link("link", "nowhere");
    scratch.file("file");
    BOOST_TEST((look_at(scratch.path("link")).kind == Node::Kind::link));
    BOOST_TEST(look_at(scratch.path("link")).target == "nowhere");
    BOOST_TEST((look_at(scratch.path()).kind == Node::Kind::directory));
    BOOST_TEST((look_at(scratch.path("none")).kind == Node::Kind::missing));
    BOOST_TEST((look_at(scratch.path("file/below")).kind == Node::Kind::missing));
    BOOST_TEST((look_at("/dev/null").kind == Node::Kind::other));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_looked_at_is_not_taken_for_missing) {
    const test::ScratchDirectory scratch;
    scratch.file("file");
    scratch.link("circle", "circle");
    scratch.link("unreachable", std::string(300, 'x')); // a longer name than there can be
    BOOST_CHECK_THROW(look_at(scratch.path(std::string(300, 'x'))), Failure);
    BOOST_TEST((certain_identity(scratch.path("file")) == identity_of(scratch.path("file"))));
    for (const char* nowhere : {"missing", "file/beyond", "circle"}) {
        BOOST_TEST(!certain_identity(scratch.path(nowhere)).has_value());
    }
    BOOST_CHECK_EXCEPTION(
        certain_identity(scratch.path("unreachable")), Failure, [&](const Failure& failure) {
            return failure.path == scratch.path("unreachable") && failure.reason == "file name too long";
        });
    scratch.link("via", "unreachable");
    BOOST_TEST(certain_links(scratch.path("file")).empty());
    BOOST_TEST(certain_links(scratch.path("missing")).empty());
    BOOST_TEST(certain_links(scratch.path("circle/beyond")).empty());
    BOOST_TEST(certain_links(scratch.path("circle")).size() == max_hops);
    BOOST_CHECK_THROW(certain_links(scratch.path("via")), Failure);
    scratch.link("iptables-nft", std::string(300, 'x'));
    BOOST_CHECK_THROW(find_real_program(scratch.path(), "iptables", Mode::nft), Failure);
}

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
