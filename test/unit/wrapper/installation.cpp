// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/installation.hpp"

#include "common/links.hpp"
#include "test/unit/scratch_directory.hpp"
#include "test/unit/texts.hpp"
#include "wrapper/choice/choose_program.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdio>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;
using iptables_wrapper::test::ScratchDirectory;

namespace {

struct Directories {
    ScratchDirectory scratch;
    std::string other = scratch.path("other");
    std::array<std::string_view, 1> usual{other};
    Installation installation;

    Directories() {
        scratch.file("sbin/iptables-wrapper");
        scratch.file("other/placeholder");
        installation.wrapper = scratch.path("sbin/iptables-wrapper");
        installation.self = identity_of(installation.wrapper.c_str());
        installation.usual = usual;
    }

    [[nodiscard]] std::string real(std::string_view command, Mode mode) const {
        const auto binary = find_real(installation, command, mode);
        return binary ? std::string{binary->path()} : "";
    }
    [[nodiscard]] std::string failure_of(const Decision& decision) const {
        const Outcome<Program> program = program_for(installation, "iptables", {{}, decision});
        if (program) {
            return std::string{program->real.path()};
        }
        std::string words{program.failure().status == ExitStatus::not_found ? "not found: " : ""};
        append_sentence(words, program.failure().text());
        return words;
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(installation_, Directories)

BOOST_AUTO_TEST_CASE(the_running_program_comes_first_then_the_usual_places) {
    const Installation found = find_installation();
    BOOST_TEST(found.wrapper.view().starts_with('/'));
    // Where an emulator runs the programs (qemu-user), it gives the link's text as if it were not there; but
    // to stat(2), which it passes on, the link leads to the emulator.
    const char* link = "/proc/self/exe";
    const bool emulated = identity_of(link) != identity_of(read_link(link).value_or("").c_str());
    BOOST_TEST((found.self == identity_of(emulated ? link : found.wrapper.c_str())));
    BOOST_TEST(found.first_directory() == directory_of(found.wrapper));
    BOOST_TEST(found.usual.front() == "/usr/sbin");
    BOOST_TEST((Installation{}.first_directory() == "/usr/sbin"));
}

BOOST_AUTO_TEST_CASE(own_names_before_the_multi_call_binary_and_near_before_far) {
    BOOST_TEST(real("iptables", Mode::nft) == "");
    scratch.file("other/iptables-nft");
    BOOST_TEST(real("iptables", Mode::nft) == scratch.path("other/iptables-nft"));
    scratch.file("sbin/xtables-nft-multi");
    BOOST_TEST(real("iptables", Mode::nft) == scratch.path("sbin/xtables-nft-multi"));
    scratch.file("sbin/iptables-nft");
    BOOST_TEST(real("iptables", Mode::nft) == scratch.path("sbin/iptables-nft"));
    BOOST_TEST(real("iptables", Mode::legacy) == "");
}

BOOST_AUTO_TEST_CASE(a_place_that_cannot_be_looked_at_leaves_a_doubt) {
    scratch.file("other/iptables-nft");
    BOOST_TEST((find_real(installation, "iptables", Mode::nft)->found == Found::surely));
    scratch.link("sbin/iptables-nft", "iptables-nft"); // ELOOP
    BOOST_TEST(real("iptables", Mode::nft) == scratch.path("other/iptables-nft"));
    BOOST_TEST((find_real(installation, "iptables", Mode::nft)->found == Found::for_want_of_better));
}

BOOST_AUTO_TEST_CASE(a_missing_mode_is_not_replaced_when_it_is_asked_for) {
    scratch.file("sbin/iptables-nft");
    BOOST_TEST(failure_of({Mode::legacy, Rung::kubelet, Permanence::permanent, false,
                           Finding{Mode::legacy, Family::ipv6, 1}}) ==
               "not found: cannot run '" + scratch.path("sbin/iptables-legacy") +
                   "': no such file, and the host uses legacy (chain KUBE-KUBELET-CANARY in table mangle, "
                   "legacy IPv6 (kubelet))");
    BOOST_TEST(failure_of({Mode::legacy, Rung::setting, Permanence::setting, false, {}}) ==
               "not found: cannot run '" + scratch.path("sbin/iptables-legacy") +
                   "': no such file, and IPTABLES_WRAPPER_MODE asks for legacy");
}

BOOST_AUTO_TEST_CASE(the_mode_that_is_there_serves_when_none_is_asked_for) {
    for (const Mode there : all_modes) {
        scratch.file("sbin/" + std::string{real_name("iptables", there).view()});
        const auto program =
            find_program(installation, "iptables",
                         {iptables_wrapper::other(there), Rung::rules, Permanence::no_owner, false, {}});
        BOOST_REQUIRE(program.has_value());
        BOOST_TEST(program->real.path() ==
                   scratch.path("sbin/" + std::string{real_name("iptables", there).view()}));
        BOOST_TEST((program->mode == there));
        (void)std::remove(program->real.path().c_str());
    }
}

BOOST_AUTO_TEST_CASE(none_at_all_is_not_found) {
    BOOST_TEST(failure_of({Mode::nft, Rung::nothing, Permanence::no_evidence, true, {}}) ==
               "not found: cannot run '" + scratch.path("sbin/iptables-nft") +
                   "': no such file, nor one of the other mode in '" + scratch.path("sbin") + "' or '" +
                   other + "'");
}

BOOST_AUTO_TEST_CASE(it_never_runs_itself) {
    scratch.link("sbin/iptables-nft", "iptables-wrapper");
    BOOST_TEST(failure_of({Mode::nft, Rung::nothing, Permanence::no_evidence, true, {}}) ==
               "cannot run '" + scratch.path("sbin/iptables-nft") +
                   "': it is the wrapper, where the real iptables should be");
}

BOOST_AUTO_TEST_SUITE_END()
