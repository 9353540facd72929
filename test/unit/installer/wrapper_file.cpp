// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/wrapper_file.hpp"

#include "common/commands.hpp"
#include "installer/system/failure.hpp"
#include "test/unit/scratch_directory.hpp"

#include <boost/filesystem/operations.hpp>
#include <boost/test/unit_test.hpp>

#include <elf.h>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(wrapper_file)

namespace {

/// A directory with an installer in it; a wrapper may lie beside that.
struct Fixture {
    test::ScratchDirectory directory;
    std::string installer = directory.path("installer");
    std::string neighbour = directory.path("iptables-wrapper");

    Fixture() { directory.file("installer"); }

    void lay_beside(const std::string& content) const { directory.file("iptables-wrapper", content); }
    /// As if the root directory were on the mount of this one.
    [[nodiscard]] std::vector<fs::path> deleted(const fs::path& file, const fs::path& target = "/x") const {
        std::vector<std::string> warnings;
        std::vector<fs::path> files = installer_files(file, target, warnings, directory.path());
        BOOST_TEST(warnings.empty());
        return files;
    }
};

std::string embedded() {
    return std::string(embedded_wrapper());
}

/// The embedded wrapper with one more bit set at `place`.
std::string with_change_at(std::size_t place) {
    std::string content = embedded();
    content[place] = static_cast<char>(content[place] ^ 0x40);
    return content;
}

} // namespace

BOOST_AUTO_TEST_CASE(what_is_embedded_is_a_whole_program) {
    constexpr std::size_t smallest_program = 10'000;
    BOOST_TEST(embedded_wrapper().starts_with("\177ELF"));
    BOOST_TEST(embedded_wrapper().size() > smallest_program);
}

BOOST_FIXTURE_TEST_CASE(the_embedded_wrapper_may_lie_beside_the_installer, Fixture) {
    BOOST_CHECK_NO_THROW(require_own_neighbour(installer, "/x"));
    BOOST_CHECK_NO_THROW(require_own_neighbour("", "/x"));
    lay_beside(embedded());
    BOOST_CHECK_NO_THROW(require_own_neighbour(installer, "/x"));
}

BOOST_FIXTURE_TEST_CASE(nothing_else_may, Fixture) {
    for (const std::string& content : {std::string(), std::string("#!/bin/sh\n"), embedded() + "\n",
                                       embedded().substr(1), with_change_at(embedded().size() / 2)}) {
        lay_beside(content);
        BOOST_CHECK_EXCEPTION(
            require_own_neighbour(installer, "/x"), Refusal, [this](const Refusal& refusal) {
                return refusal.path == neighbour && !refusal.hint.empty() &&
                       refusal.reason == "it is not the wrapper of this installer (" IPTABLES_WRAPPER_VERSION
                                         ")";
            });
    }
    fs::remove(neighbour);
    directory.link("iptables-wrapper", "/nowhere");
    BOOST_CHECK_THROW(require_own_neighbour(installer, "/x"), Refusal);
}

BOOST_FIXTURE_TEST_CASE(the_installed_one_is_no_neighbour, Fixture) {
    lay_beside("an older one, about to be replaced");
    directory.link("other/iptables-wrapper", neighbour);
    BOOST_CHECK_NO_THROW(require_own_neighbour(installer, neighbour));
    BOOST_CHECK_NO_THROW(require_own_neighbour(installer, directory.path("other/iptables-wrapper")));
}

BOOST_FIXTURE_TEST_CASE(both_files_are_deleted_where_they_came_for_the_installation, Fixture) {
    BOOST_TEST((deleted(installer) == std::vector<fs::path>{installer}));
    lay_beside("anything");
    BOOST_TEST((deleted(installer) == std::vector<fs::path>{installer, neighbour}));
    BOOST_TEST((deleted(installer, neighbour) == std::vector<fs::path>{installer}));
    BOOST_TEST(deleted("").empty());
}

BOOST_FIXTURE_TEST_CASE(what_has_come_to_stay_is_not_deleted, Fixture) {
    BOOST_TEST(deleted("/usr/bin/installer").empty());
    BOOST_TEST(deleted("/opt/iw/sbin/installer").empty());
    directory.file("build/CMakeCache.txt");
    directory.file("build/bin/installer");
    BOOST_TEST(deleted(directory.path("build/bin/installer")).empty());
    directory.file("sbin-of-ours/installer");
    BOOST_TEST(!deleted(directory.path("sbin-of-ours/installer")).empty());
}

BOOST_FIXTURE_TEST_CASE(what_is_on_another_mount_is_not_deleted, Fixture) {
    std::vector<std::string> warnings;
    BOOST_TEST(installer_files(installer, "/x", warnings, "/proc").empty());
    BOOST_TEST(warnings.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(an_installer_in_the_root_is_not_judged_by_the_working_directory, Fixture) {
    const fs::path before = fs::current_path();
    directory.file("CMakeCache.txt");
    fs::current_path(directory.path());
    std::vector<std::string> warnings;
    BOOST_TEST(installer_files("/installer", "/x", warnings).size() == 1U);
    fs::current_path(before);
}

BOOST_AUTO_TEST_CASE(a_program_with_the_wrapper_inside_is_the_installer) {
    // What runs here is the unit tests, which hold the wrapper as the installer does.
    BOOST_TEST(installer_file() == fs::canonical("/proc/self/exe"));
}

BOOST_AUTO_TEST_CASE(programs_for_other_machines_are_told_by_their_header) {
    BOOST_TEST(!is_for_another_machine(embedded()));
    for (const std::size_t place :
         {std::size_t{EI_CLASS}, std::size_t{EI_DATA}, offsetof(Elf64_Ehdr, e_machine)}) {
        BOOST_TEST(is_for_another_machine(with_change_at(place)));
        BOOST_TEST(is_for_another_machine(with_change_at(place).substr(0, sizeof(Elf32_Ehdr))));
    }
    BOOST_TEST(!is_for_another_machine(with_change_at(offsetof(Elf64_Ehdr, e_version))));
    BOOST_TEST(
        !is_for_another_machine("#!/bin/sh\nexec /store/iptables-nft of some other directory \"$@\"\n"));
    BOOST_TEST(!is_for_another_machine(with_change_at(EI_CLASS).substr(0, EI_NIDENT)));
}

BOOST_AUTO_TEST_SUITE_END()
