// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/sanity.hpp"

#include "test/unit/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(sanity)

namespace {

/// A directory with both modes in it, which only tell their versions.
struct Fixture {
    test::ScratchDirectory directory;

    Fixture() {
        for (const std::string command : {"iptables", "ip6tables"}) {
            for (const Mode mode : all_modes) {
                answer(std::string{real_name(command, mode)}, mode, "1.8.9");
                answer(std::string{real_name(command + "-save", mode)}, mode, "1.8.9");
            }
        }
    }

    void answer(const std::string& program, Mode mode, const std::string& version) const {
        const char* const backend = mode == Mode::nft ? "nf_tables" : "legacy";
        script(program, "echo 'iptables-save v" + version + " (" + backend + ")'");
    }
    void script(const std::string& program, const std::string& line) const {
        directory.file(program, "#!/bin/sh\n" + line + "\n");
        boost::filesystem::permissions(directory.path(program), boost::filesystem::perms(0755));
    }
    [[nodiscard]] std::vector<Fitness> examined() const {
        return examine_sanity(directory.path(), {all_modes.begin(), all_modes.end()});
    }
    [[nodiscard]] Refusal refusal_of(Mode mode) const {
        for (const Fitness& fitness : examined()) {
            if (fitness.mode == mode) {
                return fitness.trouble.value_or(Refusal("", "", ""));
            }
        }
        return {"", "", "not looked at"};
    }
    [[nodiscard]] std::string trouble_of(Mode mode) const { return refusal_of(mode).reason; }
    [[nodiscard]] bool is_told_to(const std::string& remedy, Mode mode) const {
        return refusal_of(mode).hint.starts_with(remedy);
    }
};

} // namespace

BOOST_FIXTURE_TEST_CASE(both_modes_are_fit, Fixture) {
    const std::vector<Fitness> modes = examined();
    BOOST_REQUIRE(modes.size() == 2U);
    BOOST_TEST((modes[0].mode == Mode::nft));
    BOOST_TEST(modes[0].version == "1.8.9");
    BOOST_TEST(require_fitness(modes).empty());
}

BOOST_FIXTURE_TEST_CASE(what_is_not_fit_is_told_of_its_mode_alone, Fixture) {
    answer("iptables-nft-save", Mode::nft, "1.8.3");
    BOOST_TEST(trouble_of(Mode::nft) == "version 1.8.3 is older than 1.8.4");
    BOOST_TEST(is_told_to("install iptables 1.8.4 or newer", Mode::nft));
    answer("iptables-nft-save", Mode::legacy, "1.8.9");
    BOOST_TEST(trouble_of(Mode::nft) == "it does not work in nft mode");
    script("iptables-nft-save", "echo oops >&2; exit 3");
    BOOST_TEST(trouble_of(Mode::nft) == "exit status 3 (oops) when asked for its version");
    BOOST_TEST(is_told_to("install the iptables package again", Mode::nft));
    script("iptables-nft-save", "echo the answer is 42");
    BOOST_TEST(trouble_of(Mode::nft) == "'the answer is 42' is not a version of iptables");
    BOOST_TEST(trouble_of(Mode::legacy) == "");
    BOOST_CHECK_THROW(require_fitness(examined()), Refusal);
}

BOOST_FIXTURE_TEST_CASE(programs_have_to_be_programs, Fixture) {
    directory.file("ip6tables-legacy", "text");
    boost::filesystem::permissions(directory.path("ip6tables-legacy"), boost::filesystem::perms(0644));
    BOOST_TEST(trouble_of(Mode::legacy) == "not executable");
    BOOST_TEST(is_told_to("make it and its program interpreter executable", Mode::legacy));
    boost::filesystem::remove(directory.path("ip6tables-legacy"));
    boost::filesystem::create_directory(directory.path("ip6tables-legacy"));
    BOOST_TEST(trouble_of(Mode::legacy) == "not a regular file");
    BOOST_TEST(is_told_to("install the iptables package again", Mode::legacy));
    directory.file("iptables-legacy-save", "\177ELF of another processor");
    BOOST_TEST(trouble_of(Mode::nft) == "");
}

BOOST_FIXTURE_TEST_CASE(a_program_whose_interpreter_cannot_run_needs_no_other_version, Fixture) {
    directory.file("interpreter", "");
    const std::string interpreter = directory.path("interpreter");
    directory.file("iptables-nft-save", "#!" + interpreter + "\n");
    boost::filesystem::permissions(directory.path("interpreter"), boost::filesystem::perms(0644));
    BOOST_TEST(trouble_of(Mode::nft) == "permission denied");
    BOOST_TEST(is_told_to("make it and its program interpreter executable", Mode::nft));
    boost::filesystem::remove(interpreter);
    BOOST_TEST(trouble_of(Mode::nft) == "no such file or directory");
    BOOST_TEST(is_told_to("install the iptables package again", Mode::nft));
}

BOOST_FIXTURE_TEST_CASE(a_program_for_another_processor_is_told_as_such, Fixture) {
    directory.file("iptables-nft-save", std::string("\177ELF", 4) + std::string(60, '\1'));
    BOOST_TEST(trouble_of(Mode::nft) == "it is a program for another architecture than the wrapper");
}

BOOST_FIXTURE_TEST_CASE(versions_that_differ_are_worth_a_warning, Fixture) {
    answer("iptables-legacy-save", Mode::legacy, "1.8.10");
    const std::vector<std::string> warnings = require_fitness(examined());
    BOOST_REQUIRE(warnings.size() == 1U);
    BOOST_TEST(warnings[0] == "the versions differ: iptables-nft is 1.8.9, iptables-legacy is 1.8.10");
}

BOOST_AUTO_TEST_SUITE_END()
