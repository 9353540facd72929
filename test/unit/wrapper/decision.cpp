// SPDX-License-Identifier: Apache-2.0
// The ladder as a table of hosts: every row in both families, contradicted, with either backend blind.
#include "wrapper/decision/decision.hpp"

#include "test/unit/wrapper/made_up_evidence.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <string>
#include <vector>

using namespace made_up;

BOOST_AUTO_TEST_SUITE(decision)

namespace {

using Change = std::function<void(Evidence&, Family)>;

Change mark(Mode mode, Rank rank, std::string_view owner = {}) {
    return [=](Evidence& evidence, Family family) {
        backend_of(evidence, mode).of(family).marks.add(mark_of(rank, owner));
    };
}
Change has(Mode mode, bool FamilyEvidence::*what) {
    return [=](Evidence& evidence, Family family) { backend_of(evidence, mode).of(family).*what = true; };
}
/// Of one family: what is not known of one is not known of the backend.
Change is(Mode mode, ProbeStatus status, ProbeStep step = ProbeStep::read_table_list) {
    return [=](Evidence& evidence, Family family) {
        backend_of(evidence, mode).of(family).status = status;
        backend_of(evidence, mode).of(family).failure.step = step;
    };
}
/// Of both families.
Change all_are(Mode mode, ProbeStatus status, ProbeStep step = ProbeStep::open_socket) {
    return [=](Evidence& evidence, Family) { evidence = with_status(evidence, mode, status, {step, 0}); };
}
Change no_compat() {
    return [](Evidence& evidence, Family) { evidence.extensions = Extensions::missing; };
}
Change module_there() {
    return [](Evidence& evidence, Family) { evidence.legacy_module = LegacyModule::loadable; };
}

struct Host {
    std::string what;
    std::vector<Change> changes;
    Mode mode;
    Rung rung;
    Permanence permanence;
    bool guess = false;
};

const Change nft_hint = mark(Mode::nft, Rank::kubelet);
const Change legacy_hint = mark(Mode::legacy, Rank::kubelet);
const Change nft_docker = mark(Mode::nft, Rank::owner, "Docker");
const Change legacy_docker = mark(Mode::legacy, Rank::owner, "Docker");
const Change legacy_ufw = mark(Mode::legacy, Rank::owner, "ufw");
const Change legacy_firewalld = mark(Mode::legacy, Rank::owner, "firewalld");
const Change docker_bridges = mark(Mode::nft, Rank::native, "Docker");
const Change firewalld_table = mark(Mode::nft, Rank::native, "firewalld");
const Change nft_rules = has(Mode::nft, &FamilyEvidence::rules);
const Change legacy_rules = has(Mode::legacy, &FamilyEvidence::rules);
const Change nft_policy = has(Mode::nft, &FamilyEvidence::policies);
const Change legacy_policy = has(Mode::legacy, &FamilyEvidence::policies);
const Change nft_tables = has(Mode::nft, &FamilyEvidence::tables);
const Change legacy_tables = has(Mode::legacy, &FamilyEvidence::tables);
const Change legacy_reached = has(Mode::legacy, &FamilyEvidence::reached);
const Change legacy_large = has(Mode::legacy, &FamilyEvidence::large);
const Change legacy_unread = has(Mode::legacy, &FamilyEvidence::unread);
const Change nft_blind = is(Mode::nft, ProbeStatus::blind);
const Change legacy_blind = is(Mode::legacy, ProbeStatus::blind);
const Change hints_only = is(Mode::legacy, ProbeStatus::hints_only);
const Change nft_absent = all_are(Mode::nft, ProbeStatus::absent);
const Change legacy_absent = all_are(Mode::legacy, ProbeStatus::absent);

using enum Permanence;
constexpr Mode nft = Mode::nft;
constexpr Mode legacy = Mode::legacy;

// clang-format off
const std::vector<Host> hosts{
    {"kubelet in nft", {nft_hint}, nft, Rung::kubelet, permanent},
    {"kubelet in nft, against all", {nft_hint, legacy_hint, legacy_docker, legacy_policy, legacy_reached}, nft, Rung::kubelet, permanent},
    {"kubelet in nft, legacy unseen", {nft_hint, legacy_blind}, nft, Rung::kubelet, permanent},
    {"kubelet in legacy", {legacy_hint}, legacy, Rung::kubelet, permanent},
    {"kubelet in legacy, against rules", {legacy_hint, nft_rules, nft_policy}, legacy, Rung::kubelet, permanent},
    {"kubelet in legacy, seen unlisted", {legacy_hint, hints_only}, legacy, Rung::kubelet, permanent},
    {"kubelet in legacy, nft unseen", {legacy_hint, nft_blind}, legacy, Rung::kubelet, blind, true},
    {"kubelet alive in legacy, against Docker", {legacy_hint, legacy_reached, nft_docker}, legacy, Rung::kubelet, contradicted},
    {"kubelet alive in legacy, against firewalld", {legacy_hint, legacy_reached, firewalld_table}, legacy, Rung::kubelet, contradicted},
    {"kubelet in legacy unlisted, against Docker", {legacy_hint, hints_only, nft_docker}, legacy, Rung::kubelet, contradicted},
    {"stale hint, and Docker", {legacy_hint, nft_docker}, nft, Rung::stale_hint, left_over},
    {"stale hint, and firewalld", {legacy_hint, firewalld_table}, nft, Rung::stale_hint, left_over},
    {"stale hint, and chains that no packet meets", {legacy_hint, legacy_rules, nft_docker}, nft, Rung::stale_hint, left_over},
    {"stale hint perhaps, the rest of legacy unseen", {legacy_hint, legacy_blind, nft_docker}, legacy, Rung::kubelet, contradicted},

    {"Docker in nft", {nft_docker}, nft, Rung::owner, permanent},
    {"Docker in nft, against rules", {nft_docker, legacy_rules, legacy_policy, legacy_reached}, nft, Rung::owner, permanent},
    {"Docker in nft, and its native table", {nft_docker, docker_bridges}, nft, Rung::owner, permanent},
    {"Docker in nft, without nft_compat", {nft_docker, no_compat()}, nft, Rung::owner, permanent},
    {"Docker in nft, legacy unseen", {nft_docker, legacy_blind}, nft, Rung::owner, blind, true},
    {"Docker in nft, no hint in legacy", {nft_docker, hints_only}, nft, Rung::owner, blind, false},
    {"Docker in nft, a large table in legacy", {nft_docker, legacy_unread, legacy_large}, nft, Rung::owner, unread},
    {"Docker in nft, ufw in legacy", {nft_docker, legacy_ufw}, nft, Rung::owner, mixed},
    {"Docker in nft, ufw in legacy, which is in part unseen", {nft_docker, legacy_ufw, legacy_blind}, nft, Rung::owner, mixed, true},
    {"Docker in nft, its leftovers in legacy", {nft_docker, legacy_docker, docker_bridges}, nft, Rung::owner, mixed},
    {"Docker in legacy", {legacy_docker}, legacy, Rung::owner, permanent},
    {"Docker in legacy, against rules", {legacy_docker, nft_rules, nft_policy}, legacy, Rung::owner, permanent},
    {"Docker in legacy, against firewalld", {legacy_docker, firewalld_table}, legacy, Rung::owner, contradicted},
    {"Docker in legacy, nft unseen", {legacy_docker, nft_blind}, legacy, Rung::owner, blind, true},
    {"Docker in legacy, without nft", {legacy_docker, nft_absent}, legacy, Rung::owner, permanent},
    {"ufw in legacy, Docker native", {legacy_ufw, legacy_policy, docker_bridges}, legacy, Rung::owner, contradicted},
    {"ufw in legacy, Docker moved", {legacy_docker, legacy_ufw, docker_bridges}, legacy, Rung::owner, contradicted},
    {"firewalld moved", {legacy_firewalld, firewalld_table}, nft, Rung::moved, left_over},
    {"Docker moved", {legacy_docker, docker_bridges}, nft, Rung::moved, left_over},
    {"Docker moved, legacy in part unseen", {legacy_docker, docker_bridges, legacy_blind}, nft, Rung::moved, blind, true},

    {"no nft", {nft_absent}, legacy, Rung::ability, permanent},
    {"no nft, legacy not loaded", {nft_absent, legacy_absent}, legacy, Rung::ability, uncertain},
    {"no nft, as an emulator says", {all_are(nft, ProbeStatus::no_socket)}, legacy, Rung::ability, uncertain},
    {"no nft, legacy unseen", {nft_absent, legacy_blind}, legacy, Rung::ability, blind},
    {"no nft_compat, legacy loaded", {no_compat()}, legacy, Rung::ability, uncertain},
    {"no nft_compat, legacy loadable", {no_compat(), legacy_absent, module_there()}, legacy, Rung::ability, uncertain},
    {"no nft_compat, legacy's list refused", {no_compat(), all_are(legacy, ProbeStatus::blind, ProbeStep::read_table_list)}, legacy, Rung::ability, uncertain},
    {"no nft_compat, legacy's table refused", {no_compat(), all_are(legacy, ProbeStatus::blind, ProbeStep::read_table)}, legacy, Rung::ability, uncertain},
    {"no nft_compat, no /proc", {no_compat(), all_are(legacy, ProbeStatus::blind, ProbeStep::find_proc)}, nft, Rung::nothing, blind, true},
    {"no nft_compat, nor legacy", {no_compat(), legacy_absent}, nft, Rung::nothing, no_evidence, true},
    {"no nft_compat, nor legacy, but rules", {no_compat(), legacy_absent, nft_rules}, nft, Rung::rules, no_owner},

    {"policy in legacy", {legacy_policy}, legacy, Rung::policy, no_owner},
    {"policy in legacy, against rules and a native table", {legacy_policy, nft_rules, firewalld_table}, legacy, Rung::policy, no_owner},
    {"policy in legacy, nft unseen", {legacy_policy, nft_blind}, legacy, Rung::policy, blind, true},
    {"large table in legacy", {legacy_large, legacy_rules}, legacy, Rung::policy, no_owner},
    {"large table in legacy, policy in nft", {legacy_large, nft_policy}, nft, Rung::rules, mixed},
    {"policies in both", {legacy_policy, nft_policy}, nft, Rung::rules, mixed},
    {"policies in both, and a native table", {legacy_policy, nft_policy, firewalld_table}, nft, Rung::native, no_owner},
    {"native firewall", {firewalld_table}, nft, Rung::native, no_owner},
    {"native firewall, against rules", {firewalld_table, legacy_rules, legacy_reached, legacy_tables}, nft, Rung::native, no_owner},
    {"native firewall, legacy unseen", {firewalld_table, legacy_blind}, nft, Rung::native, blind, true},
    {"native firewall, no hint in legacy", {firewalld_table, hints_only}, nft, Rung::native, blind, true},
    {"rules in nft", {nft_rules}, nft, Rung::rules, no_owner},
    {"policy in nft", {nft_policy}, nft, Rung::rules, no_owner},
    {"rules in nft, legacy unseen", {nft_rules, legacy_blind}, nft, Rung::rules, blind, true},
    {"rules in nft, no hint in legacy", {nft_rules, hints_only}, nft, Rung::rules, blind, true},
    {"rules in both", {nft_rules, legacy_rules}, nft, Rung::rules, mixed},
    {"rules in both, no hint in legacy", {nft_rules, legacy_rules, hints_only}, nft, Rung::rules, mixed, true},
    {"rules in legacy", {legacy_rules}, legacy, Rung::rules, no_owner},
    {"rules in legacy, empty tables in nft", {legacy_rules, nft_tables}, legacy, Rung::rules, no_owner},
    {"rules in legacy, nft unseen", {legacy_rules, nft_blind}, legacy, Rung::rules, blind, true},
    {"traces in legacy", {legacy_tables}, legacy, Rung::traces, no_owner},
    {"traces in legacy, nft unseen", {legacy_tables, nft_blind}, legacy, Rung::traces, blind, true},
    {"traces in both", {legacy_tables, nft_tables}, nft, Rung::nothing, no_evidence, true},
    {"nothing", {}, nft, Rung::nothing, no_evidence, true},
    {"nothing, nft unseen", {nft_blind}, nft, Rung::nothing, blind, true},
    {"nothing, legacy unseen", {legacy_blind}, nft, Rung::nothing, blind, true},
    {"nothing, no hint in legacy", {hints_only}, nft, Rung::nothing, blind, true},
    {"nothing, and no legacy", {legacy_absent}, nft, Rung::nothing, no_evidence, true},

};
// clang-format on

Evidence evidence_of(const Host& host, Family family) {
    Evidence evidence = empty_host();
    for (const Change& change : host.changes) {
        change(evidence, family);
    }
    return evidence;
}

} // namespace

BOOST_AUTO_TEST_CASE(the_ladder) {
    for (const Host& host : hosts) {
        for (const Family family : all_families) {
            for (const Guess guess : {Guess::warn, Guess::retry, Guess::never}) {
                BOOST_TEST_CONTEXT(host.what << ", " << name_of(family)) {
                    const Decision decision = decide(evidence_of(host, family), guess);
                    BOOST_TEST((decision.mode == host.mode));
                    BOOST_TEST(static_cast<int>(decision.rung) == static_cast<int>(host.rung));
                    BOOST_TEST(static_cast<int>(decision.permanence) == static_cast<int>(host.permanence));
                    BOOST_TEST(decision.guess == host.guess);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(only_a_seen_nothing_is_kept_on_demand) {
    for (const Host& host : hosts) {
        const bool kept = host.permanence == permanent || host.permanence == no_evidence;
        BOOST_TEST((decide(evidence_of(host, Family::ipv6), Guess::keep).permanence == permanent) == kept,
                   host.what);
    }
}

/// Which mark has decided, as "backend name".
BOOST_AUTO_TEST_CASE(the_mark_that_decides_is_named) {
    const auto found = [](const std::vector<Change>& changes) {
        const Decision decision =
            decide(evidence_of({"", changes, nft, Rung::nothing, permanent}, Family::ipv6), Guess::warn);
        BOOST_TEST((!decision.finding || decision.finding->family == Family::ipv6));
        return decision.finding ? std::string{name_of(decision.finding->mode)} + " " +
                                      std::string{marks.at(decision.finding->mark).name()}
                                : "";
    };
    BOOST_TEST(found({nft_hint, legacy_hint}) == "nft KUBE-IPTABLES-HINT");
    BOOST_TEST(found({legacy_hint}) == "legacy KUBE-IPTABLES-HINT");
    BOOST_TEST(found({legacy_hint, nft_docker, docker_bridges}) == "nft DOCKER-FORWARD");
    BOOST_TEST(found({legacy_hint, firewalld_table}) == "nft firewalld");
    BOOST_TEST(found({nft_docker, legacy_docker}) == "nft DOCKER-FORWARD");
    BOOST_TEST(found({legacy_docker, docker_bridges, legacy_ufw}) == "legacy ufw-before-input");
    BOOST_TEST(found({legacy_docker, docker_bridges, firewalld_table}) == "nft docker-bridges");
    BOOST_TEST(found({docker_bridges}) == "nft docker-bridges");
    BOOST_TEST(found({nft_rules}) == "");
    BOOST_TEST(found({}) == "");
}

BOOST_AUTO_TEST_CASE(evidence_asks_for_its_mode) {
    for (const Host& host : hosts) {
        const bool asked =
            host.permanence != mixed &&
            (host.rung == Rung::kubelet || host.rung == Rung::stale_hint || host.rung == Rung::owner ||
             host.rung == Rung::moved || host.rung == Rung::policy);
        BOOST_TEST(is_asked_for(decide(evidence_of(host, Family::ipv4), Guess::warn)) == asked, host.what);
    }
    BOOST_TEST(is_asked_for({Mode::nft, Rung::setting, Permanence::setting, false, {}}));
}

BOOST_AUTO_TEST_CASE(mixed_is_evidence_of_one_kind_in_both) {
    const auto is_mixed_with = [](const std::vector<Change>& changes) {
        return is_mixed(evidence_of({"", changes, nft, Rung::nothing, permanent}, Family::ipv4));
    };
    BOOST_TEST(is_mixed_with({nft_hint, legacy_hint}));
    BOOST_TEST(!is_mixed_with({nft_hint, nft_docker, legacy_docker}));
    BOOST_TEST(is_mixed_with({nft_docker, legacy_ufw}));
    BOOST_TEST(!is_mixed_with({docker_bridges, legacy_ufw}));
    BOOST_TEST(!is_mixed_with({nft_docker, nft_rules, legacy_rules}));
    BOOST_TEST(is_mixed_with({nft_rules, legacy_policy}));
    BOOST_TEST(is_mixed_with({nft_policy, legacy_rules}));
    BOOST_TEST(!is_mixed_with({nft_rules}));
    BOOST_TEST(!is_mixed_with({legacy_rules}));
}

BOOST_AUTO_TEST_CASE(a_backend_is_as_blind_as_its_families) {
    using enum ProbeStatus;
    const std::vector<ProbeStatus> order{blind, hints_only, probed, no_socket, absent, not_probed};
    for (std::size_t one = 0; one < order.size(); ++one) {
        for (std::size_t other = 0; other < order.size(); ++other) {
            BackendEvidence backend;
            backend.ipv4.status = order[one];
            backend.ipv6.status = order[other];
            BOOST_TEST((status_of(backend) == order[std::min(one, other)]));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
