// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/wrapper_source.hpp"

#include "installer/survey/embedded_wrapper.hpp"
#include "installer/survey/refusal.hpp"
#include "test/unit/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <elf.h>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

namespace {

using namespace std::string_literals;

/// A directory with an installer in it, and a wrapper beside that with `content`.
struct Fixture {
    test::ScratchDirectory directory;
    std::string installer = directory.path("installer");
    std::string neighbour = directory.path("iptables-wrapper");
    Options options;

    Fixture() { directory.file("installer"); }

    void lay_beside(const std::string& content) const { directory.file("iptables-wrapper", content); }
    [[nodiscard]] NewWrapper found(const std::string& target = "/nowhere/iptables-wrapper") const {
        return wrapper_to_install(options, installer, target);
    }
};

std::string embedded() {
    return std::string(embedded_wrapper());
}

/// The embedded wrapper, of another version.
std::string other_version() {
    std::string content = embedded();
    const std::size_t note = content.find("iptables-wrapper\0\0\0\0"s + IPTABLES_WRAPPER_VERSION + '\0');
    BOOST_REQUIRE(note != std::string::npos);
    return content.replace(note + 20, 1, "0");
}

std::string other_machine() {
    std::string content = embedded();
    const std::size_t machine = offsetof(Elf64_Ehdr, e_machine);
    return content.replace(machine, 2, content.substr(machine, 2) == "\xb7\0"s ? "\x3e\0"s : "\xb7\0"s);
}

auto refused_because(const std::string& path, const std::string& reason) {
    return [=](const Refusal& refusal) {
        BOOST_TEST(refusal.path == path);
        BOOST_TEST(refusal.reason == reason);
        return !refusal.hint.empty();
    };
}

} // namespace

BOOST_AUTO_TEST_SUITE(wrapper_source)

BOOST_FIXTURE_TEST_CASE(alone_the_installer_brings_its_own, Fixture) {
    BOOST_TEST(found().content == embedded_wrapper());
    BOOST_TEST(wrapper_to_install(options, "", "").content == embedded_wrapper());
}

BOOST_FIXTURE_TEST_CASE(the_one_beside_it_comes_first, Fixture) {
    lay_beside(embedded() + "beside");
    BOOST_TEST(found().content == embedded() + "beside");
    BOOST_TEST(found().warnings.empty());
}

BOOST_FIXTURE_TEST_CASE(the_installed_one_is_not_its_own_source, Fixture) {
    lay_beside(embedded() + "installed");
    directory.link("other/iptables-wrapper", neighbour);
    BOOST_TEST(found(neighbour).content == embedded_wrapper());
    BOOST_TEST(found(directory.path("other/iptables-wrapper")).content == embedded_wrapper());
}

BOOST_FIXTURE_TEST_CASE(a_check_compares_with_the_one_inside, Fixture) {
    lay_beside("anything");
    options.task = Task::check;
    BOOST_TEST(found().content == embedded_wrapper());
    directory.file("named", embedded() + "named");
    options.wrapper_file = directory.path("named");
    BOOST_TEST(found().content == embedded() + "named");
}

BOOST_FIXTURE_TEST_CASE(a_neighbour_that_is_not_ours_is_refused, Fixture) {
    const std::vector<std::pair<std::string, std::string>> refused{
        {"", "it is not a program"},
        {"#!/bin/sh\n", "it is not a program"},
        {embedded().substr(0, 5000), "it is cut off or damaged"},
        {other_machine(), "it is a program for another architecture"},
        {other_version(), "it is version 0" + std::string(IPTABLES_WRAPPER_VERSION).substr(1) +
                              ", this installer is " + IPTABLES_WRAPPER_VERSION},
    };
    for (const auto& [content, reason] : refused) {
        lay_beside(content);
        BOOST_CHECK_EXCEPTION(static_cast<void>(found()), Refusal, refused_because(neighbour, reason));
    }
    std::string unmarked = embedded();
    unmarked.replace(unmarked.find("iptables-wrapper\0\0\0\0"s + IPTABLES_WRAPPER_VERSION), 1, "I");
    lay_beside(unmarked);
    BOOST_CHECK_EXCEPTION(
        static_cast<void>(found()), Refusal,
        refused_because(neighbour, "it does not say that it is this project's iptables-wrapper"));
}

BOOST_FIXTURE_TEST_CASE(one_that_is_named_may_be_of_another_version, Fixture) {
    directory.file("named", other_version());
    options.wrapper_file = directory.path("named");
    BOOST_TEST(found().content == other_version());
    BOOST_TEST(found().warnings.size() == 1U);
    directory.file("named", "text");
    BOOST_CHECK_EXCEPTION(static_cast<void>(found()), Refusal,
                          refused_because(options.wrapper_file, "it is not a program"));
    options.wrapper_file = directory.path("missing");
    BOOST_CHECK_EXCEPTION(static_cast<void>(found()), Refusal,
                          refused_because(options.wrapper_file, "no such file or directory"));
}

BOOST_AUTO_TEST_CASE(what_is_installed_is_told_by_how_it_differs) {
    BOOST_TEST(difference("text", embedded()) == "it is not a program");
    BOOST_TEST(difference(other_version(), embedded()).starts_with("it is version 0"));
    BOOST_TEST(difference(embedded() + "\n", embedded()) ==
               "it is of this installer's version, but its bytes differ");
}

BOOST_FIXTURE_TEST_CASE(both_files_are_deleted_where_they_came_for_the_installation, Fixture) {
    BOOST_TEST((installer_files(installer, "/x") == std::vector<fs::path>{installer}));
    lay_beside("anything");
    BOOST_TEST((installer_files(installer, "/x") == std::vector<fs::path>{installer, neighbour}));
    BOOST_TEST((installer_files(installer, neighbour) == std::vector<fs::path>{installer}));
    BOOST_TEST(installer_files("", "/x").empty());
}

BOOST_FIXTURE_TEST_CASE(what_has_come_to_stay_is_not_deleted, Fixture) {
    BOOST_TEST(installer_files("/usr/bin/installer", "/x").empty());
    BOOST_TEST(installer_files("/opt/iw/libexec/iptables-wrapper/installer", "/x").empty());
    directory.file("build/CMakeCache.txt");
    directory.file("build/bin/installer");
    BOOST_TEST(installer_files(directory.path("build/bin/installer"), "/x").empty());
    BOOST_TEST(!installer_files("/tools/iptables-wrapper/installer", "/x").empty());
}

BOOST_FIXTURE_TEST_CASE(an_installer_in_the_root_is_not_judged_by_the_working_directory, Fixture) {
    const fs::path before = fs::current_path();
    directory.file("CMakeCache.txt");
    fs::current_path(directory.path());
    BOOST_TEST(installer_files("/installer", "/x").size() == 1U);
    fs::current_path(before);
}

BOOST_AUTO_TEST_CASE(another_program_is_not_taken_for_the_installer) {
    // What runs here is the unit tests, whichever way the kernel names them.
    BOOST_TEST(installer_file().empty());
}

BOOST_AUTO_TEST_SUITE_END()
