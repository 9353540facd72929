// SPDX-License-Identifier: Apache-2.0
#include "wrapper/decision/decision.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;

namespace {

Probe seen(Look look, HintChains ipv4 = {}, HintChains ipv6 = {}) {
    return {{look, ipv4, {}}, {look, ipv6, {}}};
}

constexpr HintChains hint{true, false};
constexpr HintChains canary{false, true};
constexpr HintChains none{};

void check(const Decision& decision, Mode mode, Ground ground, Keep keep) {
    BOOST_TEST((decision.mode == mode));
    BOOST_TEST((decision.ground == ground));
    BOOST_TEST((decision.keep == keep));
}

} // namespace

BOOST_AUTO_TEST_SUITE(decision)

BOOST_AUTO_TEST_CASE(a_hint_in_nft_decides_and_is_kept) {
    check(decide({seen(Look::done, hint), std::nullopt}, Guess::keep), Mode::nft, Ground::hint, Keep::yes);
    check(decide({seen(Look::done, none, canary), std::nullopt}, Guess::retry), Mode::nft, Ground::hint,
          Keep::yes);
}

BOOST_AUTO_TEST_CASE(a_hint_in_legacy_decides_when_nft_has_none) {
    for (const Look nft : {Look::done, Look::not_in_kernel, Look::no_socket}) {
        check(decide({seen(nft), seen(Look::done, none, hint)}, Guess::keep), Mode::legacy, Ground::hint,
              Keep::yes);
    }
}

BOOST_AUTO_TEST_CASE(a_hint_in_legacy_is_not_kept_while_nft_is_hidden) {
    check(decide({seen(Look::blind), seen(Look::done, hint)}, Guess::keep), Mode::legacy, Ground::hint,
          Keep::no);
}

BOOST_AUTO_TEST_CASE(nft_wins_and_both_are_called_mixed) {
    const Evidence both{seen(Look::done, none, canary), seen(Look::done, hint)};
    check(decide(both, Guess::keep), Mode::nft, Ground::hint, Keep::yes);
    BOOST_TEST(is_mixed(both));
    BOOST_TEST(!is_mixed({seen(Look::done, hint), seen(Look::done)}));
    BOOST_TEST(!is_mixed({seen(Look::done), seen(Look::done, hint)}));
    BOOST_TEST(!is_mixed({seen(Look::done, hint), std::nullopt}));
}

BOOST_AUTO_TEST_CASE(ipv4_before_ipv6_and_the_newer_chain_before_the_older) {
    BOOST_TEST((hint_in(seen(Look::done, canary, hint)) == Hint{Family::ipv4, HintChain::canary}));
    BOOST_TEST((hint_in(seen(Look::done, {true, true})) == Hint{Family::ipv4, HintChain::hint}));
    BOOST_TEST((hint_in(seen(Look::done, none, {true, true})) == Hint{Family::ipv6, HintChain::hint}));
    BOOST_TEST(!hint_in(seen(Look::done)).has_value());
}

BOOST_AUTO_TEST_CASE(without_a_hint_it_is_nft_kept_unless_told_to_retry) {
    for (const Look legacy : {Look::done, Look::not_in_kernel}) {
        const Evidence nothing{seen(Look::done), seen(legacy)};
        check(decide(nothing, Guess::keep), Mode::nft, Ground::no_hint, Keep::yes);
        check(decide(nothing, Guess::retry), Mode::nft, Ground::no_hint, Keep::no);
    }
}

BOOST_AUTO_TEST_CASE(a_kernel_without_nft_gets_legacy) {
    check(decide({seen(Look::not_in_kernel), seen(Look::done)}, Guess::keep), Mode::legacy,
          Ground::only_runnable, Keep::yes);
    // Neither is there now: legacy may yet be loaded, but nothing is certain enough to be kept.
    check(decide({seen(Look::not_in_kernel), seen(Look::not_in_kernel)}, Guess::keep), Mode::legacy,
          Ground::only_runnable, Keep::no);
    // No socket could be an emulator's doing, on a host of either mode.
    check(decide({seen(Look::no_socket), seen(Look::done)}, Guess::keep), Mode::legacy, Ground::only_runnable,
          Keep::no);
}

BOOST_AUTO_TEST_CASE(a_blind_look_is_never_kept) {
    for (const Look legacy : {Look::done, Look::not_in_kernel, Look::blind, Look::no_socket}) {
        check(decide({seen(Look::blind), seen(legacy)}, Guess::keep), Mode::nft, Ground::no_hint, Keep::no);
    }
    check(decide({seen(Look::done), seen(Look::blind)}, Guess::keep), Mode::nft, Ground::no_hint, Keep::no);
    check(decide({seen(Look::not_in_kernel), seen(Look::blind)}, Guess::keep), Mode::legacy,
          Ground::only_runnable, Keep::no);
}

BOOST_AUTO_TEST_CASE(one_blind_family_makes_the_backend_blind) {
    Probe half = seen(Look::done);
    half.ipv6.look = Look::blind;
    check(decide({half, seen(Look::done)}, Guess::keep), Mode::nft, Ground::no_hint, Keep::no);
    check(decide({seen(Look::done), half}, Guess::keep), Mode::nft, Ground::no_hint, Keep::no);
}

BOOST_AUTO_TEST_CASE(one_family_is_enough_to_run_a_backend) {
    Probe half = seen(Look::done);
    half.ipv6.look = Look::not_in_kernel;
    check(decide({half, seen(Look::done)}, Guess::keep), Mode::nft, Ground::no_hint, Keep::yes);
}

BOOST_AUTO_TEST_SUITE_END()
