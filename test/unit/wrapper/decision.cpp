// SPDX-License-Identifier: Apache-2.0
// The ladder as a table: every rung, both modes, both families, in both at once, and with either backend
// blind.
#include "wrapper/decision/decision.hpp"

#include "test/unit/wrapper/made_up_evidence.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cerrno>

using namespace made_up;

namespace {

void check(const Decision& decision, Mode mode, Rung rung, Permanence permanence) {
    BOOST_TEST((decision.mode == mode));
    BOOST_TEST(static_cast<int>(decision.rung) == static_cast<int>(rung));
    BOOST_TEST(static_cast<int>(decision.permanence) == static_cast<int>(permanence));
}

struct RankRung {
    Rank rank;
    Rung rung;
};
constexpr std::array rank_rungs{RankRung{Rank::kubelet, Rung::kubelet}, RankRung{Rank::owner, Rung::owner},
                                RankRung{Rank::kube_proxy, Rung::kube_proxy}};

Evidence blind(const Evidence& evidence, Mode mode) {
    return with_status(evidence, mode, ProbeStatus::blind);
}

} // namespace

BOOST_AUTO_TEST_SUITE(decision)

BOOST_AUTO_TEST_CASE(a_mark_in_one_mode_decides_for_good) {
    for (const auto& [rank, rung] : rank_rungs) {
        for (const Mode mode : all_modes) {
            for (const Family family : all_families) {
                for (const Guess guess : {Guess::keep, Guess::retry, Guess::never}) {
                    const Evidence evidence = with_mark(empty_host(), mode, family, rank);
                    const Decision decision = decide(evidence, guess);
                    check(decision, mode, rung, Permanence::permanent);
                    BOOST_TEST((decision.finding == Finding{mode, family, mark_of(rank)}));
                    BOOST_TEST(is_asked_for(decision));
                    BOOST_TEST(!is_mixed(evidence));
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_higher_rung_counts_before_a_lower_one_in_the_other_mode) {
    for (const Mode mode : all_modes) {
        Evidence evidence = with_rules(empty_host(), other(mode), Family::ipv4);
        evidence = with_mark(evidence, other(mode), Family::ipv4, Rank::kube_proxy);
        check(decide(with_mark(evidence, mode, Family::ipv6, Rank::owner), Guess::keep), mode, Rung::owner,
              Permanence::permanent);
        evidence = with_mark(evidence, other(mode), Family::ipv4, Rank::owner);
        check(decide(with_mark(evidence, mode, Family::ipv6, Rank::kubelet), Guess::keep), mode,
              Rung::kubelet, Permanence::permanent);
    }
}

BOOST_AUTO_TEST_CASE(hints_in_both_modes_are_nft_for_good) {
    Evidence both = with_mark(empty_host(), Mode::legacy, Family::ipv4, Rank::kubelet);
    both = with_mark(both, Mode::nft, Family::ipv6, Rank::kubelet);
    check(decide(both, Guess::keep), Mode::nft, Rung::kubelet, Permanence::permanent);
    BOOST_TEST(is_mixed(both));
}

BOOST_AUTO_TEST_CASE(owners_in_both_modes_are_nft_for_this_call) {
    Evidence both = with_mark(empty_host(), Mode::legacy, Family::ipv4, Rank::owner);
    both = with_mark(both, Mode::nft, Family::ipv6, Rank::owner);
    const Decision decision = decide(both, Guess::keep);
    check(decision, Mode::nft, Rung::owner, Permanence::mixed);
    BOOST_TEST(is_mixed(both));
    BOOST_TEST(!is_asked_for(decision));
}

BOOST_AUTO_TEST_CASE(kube_proxies_in_both_modes_leave_it_to_the_rungs_below) {
    Evidence both = with_mark(empty_host(), Mode::legacy, Family::ipv4, Rank::kube_proxy);
    both = with_mark(both, Mode::nft, Family::ipv4, Rank::kube_proxy);
    check(decide(with_trial(both, Trial::passed), Guess::keep), Mode::nft, Rung::kube_proxy,
          Permanence::mixed);
    check(decide(with_rules(both, Mode::legacy, Family::ipv4), Guess::keep), Mode::legacy, Rung::occupied,
          Permanence::only_rules);
}

BOOST_AUTO_TEST_CASE(rules_in_one_mode_decide_for_this_call) {
    for (const Mode mode : all_modes) {
        for (const Family family : all_families) {
            const Evidence evidence = with_rules(empty_host(), mode, family);
            check(decide(evidence, Guess::keep), mode, Rung::occupied, Permanence::only_rules);
            BOOST_TEST(is_asked_for(decide(evidence, Guess::keep)));
        }
    }
    const Evidence both =
        with_rules(with_rules(empty_host(), Mode::nft, Family::ipv4), Mode::legacy, Family::ipv6);
    check(decide(both, Guess::keep), Mode::nft, Rung::occupied, Permanence::mixed);
    BOOST_TEST(is_mixed(both));
}

BOOST_AUTO_TEST_CASE(nothing_at_all_is_nft_for_good_once_nft_is_known_to_work) {
    check(decide(empty_host(), Guess::keep), Mode::nft, Rung::nothing, Permanence::untried);
    BOOST_TEST(needs_trial(decide(empty_host(), Guess::keep), empty_host()));
    check(decide(with_trial(empty_host(), Trial::unclear), Guess::keep), Mode::nft, Rung::nothing,
          Permanence::untried);
    BOOST_TEST(!needs_trial(decide(with_trial(empty_host(), Trial::unclear), Guess::keep),
                            with_trial(empty_host(), Trial::unclear)));
    const Evidence tried = with_trial(empty_host(), Trial::passed);
    check(decide(tried, Guess::keep), Mode::nft, Rung::nothing, Permanence::permanent);
    check(decide(tried, Guess::never), Mode::nft, Rung::nothing, Permanence::permanent);
    check(decide(tried, Guess::retry), Mode::nft, Rung::nothing, Permanence::retry);
    check(decide(with_status(tried, Mode::legacy, ProbeStatus::absent), Guess::keep), Mode::nft,
          Rung::nothing, Permanence::permanent);
    BOOST_TEST(!is_asked_for(decide(tried, Guess::keep)));
}

BOOST_AUTO_TEST_CASE(evidence_in_one_backend_counts_while_the_other_is_blind_but_not_for_good) {
    for (const Mode mode : all_modes) {
        for (const auto& [rank, rung] : rank_rungs) {
            const Evidence evidence = blind(with_mark(empty_host(), mode, Family::ipv4, rank), other(mode));
            // A hint in nft counts before anything in legacy.
            const bool hidden = rank != Rank::kubelet || mode == Mode::legacy;
            check(decide(evidence, Guess::keep), mode, rung,
                  hidden ? Permanence::blind : Permanence::permanent);
            BOOST_TEST(!is_guess(decide(evidence, Guess::keep), evidence));
        }
        const Evidence evidence = blind(with_rules(empty_host(), mode, Family::ipv4), other(mode));
        check(decide(evidence, Guess::keep), mode, Rung::occupied, Permanence::blind);
    }
}

BOOST_AUTO_TEST_CASE(a_family_that_is_blind_hides_as_much_as_a_backend) {
    for (const Mode mode : all_modes) {
        Evidence evidence = with_mark(empty_host(), mode, Family::ipv4, Rank::owner);
        backend_of(evidence, mode).ipv6.status = ProbeStatus::blind;
        check(decide(evidence, Guess::keep), mode, Rung::owner, Permanence::blind);
    }
}

BOOST_AUTO_TEST_CASE(without_evidence_and_with_either_backend_blind_it_is_a_guess) {
    for (const Mode mode : all_modes) {
        const Evidence evidence = with_trial(blind(empty_host(), mode), Trial::passed);
        check(decide(evidence, Guess::keep), Mode::nft, Rung::nothing, Permanence::blind);
        BOOST_TEST(is_guess(decide(evidence, Guess::keep), evidence));
        BOOST_TEST(!needs_trial(decide(evidence, Guess::keep), evidence));
    }
    BOOST_TEST(!is_guess(decide(empty_host(), Guess::keep), empty_host()));
}

BOOST_AUTO_TEST_CASE(a_kernel_without_nft_has_legacy) {
    const Evidence loaded = with_status(empty_host(), Mode::nft, ProbeStatus::absent);
    check(decide(loaded, Guess::keep), Mode::legacy, Rung::ability, Permanence::permanent);
    check(decide(loaded, Guess::retry), Mode::legacy, Rung::ability, Permanence::retry);
    const Evidence neither = with_status(loaded, Mode::legacy, ProbeStatus::absent);
    check(decide(neither, Guess::keep), Mode::legacy, Rung::ability, Permanence::other_unknown);
    check(decide(blind(loaded, Mode::legacy), Guess::keep), Mode::legacy, Rung::ability, Permanence::blind);
    // An emulator may be all that knows nothing of netlink.
    const Evidence emulated = with_status(empty_host(), Mode::nft, ProbeStatus::no_socket);
    check(decide(emulated, Guess::keep), Mode::legacy, Rung::ability, Permanence::other_unknown);
}

BOOST_AUTO_TEST_CASE(nft_that_cannot_use_extensions_gives_way_to_a_legacy_that_works) {
    for (const bool by_trial : {false, true}) {
        Evidence evidence = empty_host();
        if (by_trial) {
            evidence.trial = Trial::failed;
        } else {
            evidence.extensions = Extensions::missing;
        }
        check(decide(evidence, Guess::keep), Mode::legacy, Rung::ability, Permanence::permanent);
        // Even where nft has rules: it could not take the next one.
        check(decide(with_rules(evidence, Mode::nft, Family::ipv4), Guess::keep), Mode::legacy, Rung::ability,
              Permanence::permanent);
        // Who manages the host's firewall has decided otherwise.
        check(decide(with_mark(evidence, Mode::nft, Family::ipv4, Rank::owner), Guess::keep), Mode::nft,
              Rung::owner, Permanence::permanent);

        Evidence unloaded = with_status(evidence, Mode::legacy, ProbeStatus::absent);
        check(decide(unloaded, Guess::keep), Mode::nft, Rung::nothing, Permanence::untried);
        unloaded.legacy_module = LegacyModule::not_found;
        check(decide(unloaded, Guess::keep), Mode::nft, Rung::nothing, Permanence::untried);
        unloaded.legacy_module = LegacyModule::loadable;
        check(decide(unloaded, Guess::keep), Mode::legacy, Rung::ability, Permanence::other_unknown);
    }
}

BOOST_AUTO_TEST_CASE(a_legacy_that_refuses_to_be_read_is_there_all_the_same) {
    Evidence evidence = empty_host();
    evidence.extensions = Extensions::missing;
    const auto refused_at = [&](ProbeStep step) {
        return decide(with_status(evidence, Mode::legacy, ProbeStatus::blind, {step, EACCES}), Guess::keep);
    };
    check(refused_at(ProbeStep::read_table_list), Mode::legacy, Rung::ability, Permanence::blind);
    check(refused_at(ProbeStep::read_table), Mode::legacy, Rung::ability, Permanence::blind);
    check(refused_at(ProbeStep::find_proc), Mode::nft, Rung::nothing, Permanence::blind);
    check(refused_at(ProbeStep::open_socket), Mode::nft, Rung::nothing, Permanence::blind);
}

BOOST_AUTO_TEST_CASE(by_hints_alone_nothing_else_decides) {
    BOOST_TEST(!decide_by_hint(with_mark(empty_host(), Mode::nft, Family::ipv4, Rank::owner)).has_value());
    BOOST_TEST(
        decide_by_hint(with_mark(empty_host(), Mode::legacy, Family::ipv6, Rank::kubelet)).has_value());
}

BOOST_AUTO_TEST_CASE(the_families_of_a_backend_are_told_as_one) {
    using enum ProbeStatus;
    const auto status = [](ProbeStatus ipv4, ProbeStatus ipv6) {
        BackendEvidence backend;
        backend.ipv4.status = ipv4;
        backend.ipv6.status = ipv6;
        return status_of(backend);
    };
    for (const ProbeStatus any : {not_probed, probed, absent, no_socket}) {
        BOOST_TEST((status(any, blind) == blind));
        BOOST_TEST((status(blind, any) == blind));
    }
    BOOST_TEST((status(absent, probed) == probed));
    BOOST_TEST((status(probed, not_probed) == probed));
    BOOST_TEST((status(absent, absent) == absent));
    BOOST_TEST((status(no_socket, no_socket) == no_socket));
    BOOST_TEST((status(not_probed, not_probed) == not_probed));
}

BOOST_AUTO_TEST_CASE(ipv4_before_ipv6_and_the_newer_hint_before_the_older) {
    Evidence evidence = empty_host();
    evidence.nft.ipv4.marks.add(1);
    evidence.nft.ipv6.marks.add(0);
    BOOST_TEST((find_mark(evidence, Mode::nft, Rank::kubelet) == Finding{Mode::nft, Family::ipv4, 1}));
    evidence.nft.ipv4.marks.add(0);
    BOOST_TEST((find_mark(evidence, Mode::nft, Rank::kubelet) == Finding{Mode::nft, Family::ipv4, 0}));
    BOOST_TEST(!find_mark(evidence, Mode::legacy, Rank::kubelet).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
