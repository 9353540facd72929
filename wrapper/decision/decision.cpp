// SPDX-License-Identifier: Apache-2.0
#include "wrapper/decision/decision.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace iptables_wrapper::wrapper {

namespace {

/// What the ladder asks of the evidence, as a set of bits.
using Facts = std::uint32_t;

constexpr Facts nft_hint = 1U << 0U;
constexpr Facts legacy_hint = 1U << 1U;
constexpr Facts nft_owner = 1U << 2U;
constexpr Facts legacy_owner = 1U << 3U; ///< without a native table
constexpr Facts moved_owner = 1U << 4U;  ///< in legacy, with a native table in nft
constexpr Facts native_table = 1U << 5U;
constexpr Facts nft_firewall = 1U << 6U; ///< an owner or a native table
constexpr Facts nft_policy = 1U << 7U;
constexpr Facts legacy_policy = 1U << 8U;
constexpr Facts nft_rules = 1U << 9U; ///< or policies
constexpr Facts legacy_rules = 1U << 10U;
constexpr Facts nft_tables = 1U << 11U;
constexpr Facts legacy_tables = 1U << 12U;
constexpr Facts legacy_reached = 1U << 13U; ///< a living kubelet has rules in built-in chains (KUBE-FIREWALL)
constexpr Facts nft_absent = 1U << 14U;
constexpr Facts only_legacy_able = 1U << 15U; ///< nft lacks what legacy is known to have
constexpr Facts unsure_of_ability = 1U << 16U;
constexpr Facts nft_blind = 1U << 17U;
constexpr Facts legacy_blind = 1U << 18U;
constexpr Facts legacy_beyond_hints_blind = 1U << 19U;
constexpr Facts legacy_unread = 1U << 20U;
constexpr Facts guess_not_kept = 1U << 21U; ///< IPTABLES_WRAPPER_GUESS is not "keep"
constexpr Facts always = 1U << 22U;

constexpr Facts legacy_unseen = legacy_blind | legacy_beyond_hints_blind;
constexpr Facts unseen = nft_blind | legacy_unseen;

/// A rung decides if all facts of `need` hold and none of `forbid`. It is permanent unless one of `doubt`
/// holds. It is a guess if one of `guess` holds: a backend that could not be probed might hold what speaks
/// for the other mode.
struct Row {
    Rung rung;
    Mode mode;
    Facts need;
    Facts forbid;
    Facts doubt;
    Facts guess;
};

// clang-format off
constexpr auto ladder = std::to_array<Row>({
    {Rung::kubelet,    Mode::nft,    nft_hint,                   0,                              0,                                                        0},
    {Rung::stale_hint, Mode::nft,    legacy_hint | nft_firewall, legacy_reached | legacy_unseen, always,                                                   0},
    {Rung::kubelet,    Mode::legacy, legacy_hint,                0,                              nft_firewall | nft_blind,                                 nft_blind},
    {Rung::owner,      Mode::nft,    nft_owner,                  0,                              legacy_owner | moved_owner | legacy_unread | unseen,      legacy_blind},
    {Rung::owner,      Mode::legacy, legacy_owner,               0,                              native_table | unseen,                                    nft_blind},
    {Rung::moved,      Mode::nft,    moved_owner,                0,                              always,                                                   legacy_blind},
    {Rung::ability,    Mode::legacy, nft_absent,                 0,                              unsure_of_ability | unseen,                               0},
    {Rung::ability,    Mode::legacy, only_legacy_able,           0,                              always,                                                   0},
    {Rung::policy,     Mode::legacy, legacy_policy,              nft_policy,                     always,                                                   nft_blind},
    {Rung::native,     Mode::nft,    native_table,               0,                              always,                                                   legacy_unseen},
    {Rung::rules,      Mode::nft,    nft_rules,                  0,                              always | legacy_rules,                                    legacy_unseen},
    {Rung::rules,      Mode::legacy, legacy_rules,               0,                              always,                                                   nft_blind},
    {Rung::traces,     Mode::legacy, legacy_tables,              nft_tables,                     always,                                                   nft_blind},
    {Rung::nothing,    Mode::nft,    0,                          0,                              guess_not_kept | unseen,                                  always},
});
// clang-format on

Facts facts_of(const Evidence& evidence) {
    const BackendEvidence& nft = evidence.nft;
    const BackendEvidence& legacy = evidence.legacy;
    const ProbeStatus nft_status = status_of(nft);
    const ProbeStatus legacy_status = status_of(legacy);
    const bool in_nft = find_mark(evidence, Mode::nft, Rank::owner).has_value();
    const bool natively = find_mark(evidence, Mode::nft, Rank::native).has_value();
    const bool nft_policies = any(nft, &FamilyEvidence::policies);
    const bool legacy_policies =
        any(legacy, &FamilyEvidence::policies) || any(legacy, &FamilyEvidence::large);
    const Ability nft_ability = ability_of_nft(evidence);

    Facts facts = always;
    const auto add_if = [&facts](Facts fact, bool holds) { facts |= holds ? fact : 0U; };
    add_if(nft_hint, find_mark(evidence, Mode::nft, Rank::kubelet).has_value());
    add_if(legacy_hint, find_mark(evidence, Mode::legacy, Rank::kubelet).has_value());
    add_if(nft_owner, in_nft);
    add_if(legacy_owner, find_owner_in_legacy(evidence).has_value());
    add_if(moved_owner, find_moved_owner(evidence).has_value());
    add_if(native_table, natively);
    add_if(nft_firewall, in_nft || natively);
    add_if(nft_policy, nft_policies);
    add_if(legacy_policy, legacy_policies);
    add_if(nft_rules, nft_policies || any(nft, &FamilyEvidence::rules));
    add_if(legacy_rules, legacy_policies || any(legacy, &FamilyEvidence::rules));
    add_if(nft_tables, any(nft, &FamilyEvidence::tables));
    add_if(legacy_tables, any(legacy, &FamilyEvidence::tables));
    add_if(legacy_reached, any(legacy, &FamilyEvidence::reached));
    add_if(nft_absent, nft_ability == Ability::absent);
    add_if(only_legacy_able,
           nft_ability == Ability::incomplete && ability_of_legacy(evidence) == Ability::able);
    // An emulator that knows nothing of netlink says nothing about the kernel.
    add_if(unsure_of_ability, nft_status == ProbeStatus::no_socket || legacy_status != ProbeStatus::probed);
    add_if(nft_blind, nft_status == ProbeStatus::blind);
    add_if(legacy_blind, legacy_status == ProbeStatus::blind);
    add_if(legacy_beyond_hints_blind, legacy_status == ProbeStatus::hints_only);
    add_if(legacy_unread, any(legacy, &FamilyEvidence::unread));
    return facts;
}

/// Why a rung that is in `doubt` is not permanent. What has been seen in both backends stays so, whatever
/// else could not be probed.
Permanence reason_for(Rung rung, Facts doubt) {
    if ((doubt & (legacy_owner | moved_owner | legacy_rules)) != 0) {
        return Permanence::mixed;
    }
    if ((doubt & unseen) != 0) {
        return Permanence::blind;
    }
    if ((doubt & (native_table | nft_firewall)) != 0) {
        return Permanence::contradicted;
    }
    if ((doubt & legacy_unread) != 0) {
        return Permanence::unread;
    }
    switch (rung) {
    case Rung::stale_hint:
    case Rung::moved:
        return Permanence::left_over;
    case Rung::ability:
        return Permanence::uncertain;
    case Rung::nothing:
        return Permanence::no_evidence;
    case Rung::setting:
    case Rung::kubelet:
    case Rung::owner:
    case Rung::policy:
    case Rung::native:
    case Rung::rules:
    case Rung::traces:
        return Permanence::no_owner;
    }
    __builtin_unreachable();
}

/// The mark by which `row` has decided; nothing if none did.
std::optional<Finding> finding_of(const Row& row, const Evidence& evidence) {
    switch (row.rung) {
    case Rung::kubelet:
        return find_mark(evidence, row.mode, Rank::kubelet);
    case Rung::owner:
        return row.mode == Mode::nft ? find_mark(evidence, Mode::nft, Rank::owner)
                                     : find_owner_in_legacy(evidence);
    case Rung::stale_hint:
        return find_firewall_in_nft(evidence);
    case Rung::moved:
        return find_moved_owner(evidence);
    case Rung::native:
        return find_mark(evidence, Mode::nft, Rank::native);
    case Rung::setting:
    case Rung::ability:
    case Rung::policy:
    case Rung::rules:
    case Rung::traces:
    case Rung::nothing:
        return std::nullopt;
    }
    __builtin_unreachable();
}

} // namespace

Decision decide(const Evidence& evidence, Guess guess) {
    const Facts facts = facts_of(evidence) | (guess == Guess::keep ? 0U : guess_not_kept);
    const Row& row = *std::ranges::find_if(ladder, [facts](const Row& candidate) {
        return (facts & candidate.need) == candidate.need && (facts & candidate.forbid) == 0;
    });
    const bool permanent = (facts & row.doubt) == 0;
    return {row.mode, row.rung,
            permanent ? Permanence::permanent : reason_for(row.rung, facts & (row.doubt | row.guess)),
            (facts & row.guess) != 0, finding_of(row, evidence)};
}

bool is_mixed(const Evidence& evidence) {
    const Facts facts = facts_of(evidence);
    const auto in_both = [facts](Facts nft, Facts legacy) {
        return (facts & nft) != 0 && (facts & legacy) != 0;
    };
    if ((facts & (nft_hint | legacy_hint)) != 0) {
        return in_both(nft_hint, legacy_hint);
    }
    if ((facts & (nft_owner | legacy_owner)) != 0) {
        return in_both(nft_owner, legacy_owner);
    }
    return in_both(nft_rules, legacy_rules);
}

bool is_asked_for(const Decision& decision) {
    switch (decision.rung) {
    case Rung::setting:
    case Rung::kubelet:
    case Rung::stale_hint:
    case Rung::moved:
    case Rung::policy:
        return true;
    case Rung::owner:
        return decision.permanence != Permanence::mixed;
    case Rung::ability:
    case Rung::native:
    case Rung::rules:
    case Rung::traces:
    case Rung::nothing:
        return false;
    }
    __builtin_unreachable();
}

Ability ability_of_nft(const Evidence& evidence) {
    switch (status_of(evidence.nft)) {
    case ProbeStatus::absent:
    case ProbeStatus::no_socket:
        return Ability::absent;
    case ProbeStatus::probed:
    case ProbeStatus::hints_only:
    case ProbeStatus::blind:
    case ProbeStatus::not_probed:
        break;
    }
    switch (evidence.extensions) {
    case Extensions::there:
        return Ability::able;
    case Extensions::missing:
        return Ability::incomplete;
    case Extensions::not_asked:
    case Extensions::unclear:
        return Ability::unknown;
    }
    __builtin_unreachable();
}

Ability ability_of_legacy(const Evidence& evidence) {
    // Only what is loaded can be shown, or refused.
    const bool loaded = std::ranges::any_of(all_families, [&evidence](Family family) {
        const FamilyEvidence& legacy = evidence.legacy.of(family);
        switch (legacy.status) {
        case ProbeStatus::probed:
        case ProbeStatus::hints_only:
            return true;
        case ProbeStatus::blind:
            return legacy.failure.step == ProbeStep::read_table_list ||
                   legacy.failure.step == ProbeStep::read_table;
        case ProbeStatus::absent:
        case ProbeStatus::no_socket:
        case ProbeStatus::not_probed:
            return false;
        }
        __builtin_unreachable();
    });
    return loaded || evidence.legacy_module == LegacyModule::loadable ? Ability::able : Ability::unknown;
}

} // namespace iptables_wrapper::wrapper
