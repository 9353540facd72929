// SPDX-License-Identifier: Apache-2.0
#include "wrapper/decision/decision.hpp"

#include "wrapper/decision/ability.hpp"

namespace iptables_wrapper::wrapper {

namespace {

bool is_blind(const BackendEvidence& backend) {
    return status_of(backend) == ProbeStatus::blind;
}

bool anything_blind(const Evidence& evidence) {
    return is_blind(evidence.nft) || is_blind(evidence.legacy);
}

/// Permanent, unless something that counts could not be probed.
Permanence unless_blind(const Evidence& evidence, Permanence permanence = Permanence::permanent) {
    return anything_blind(evidence) ? Permanence::blind : permanence;
}

/// By the marks of `rank`; nothing if neither backend has one.
std::optional<Decision> decide_by_marks(const Evidence& evidence, Rank rank, Rung rung) {
    const auto nft = find_mark(evidence, Mode::nft, rank);
    const auto legacy = find_mark(evidence, Mode::legacy, rank);
    if (nft && legacy) {
        return Decision{Mode::nft, rung, Permanence::mixed, nft};
    }
    if (nft) {
        return Decision{Mode::nft, rung, unless_blind(evidence), nft};
    }
    if (legacy) {
        return Decision{Mode::legacy, rung, unless_blind(evidence), legacy};
    }
    return std::nullopt;
}

/// By what the kernel can do; nothing if nft may work.
std::optional<Decision> decide_by_ability(const Evidence& evidence, Guess guess) {
    const Ability nft = ability_of_nft(evidence);
    const bool legacy_able = ability_of_legacy(evidence) == Ability::able;
    // If there is no nft, legacy can do no worse. If nft is incomplete, legacy must be known to do better.
    if (nft != Ability::absent && !(nft == Ability::incomplete && legacy_able)) {
        return std::nullopt;
    }
    // An emulator that knows nothing of netlink says nothing about the kernel.
    const bool certain = status_of(evidence.nft) != ProbeStatus::no_socket &&
                         status_of(evidence.legacy) == ProbeStatus::probed;
    const Permanence permanence = guess == Guess::retry ? Permanence::retry
                                  : certain             ? Permanence::permanent
                                                        : Permanence::other_unknown;
    return Decision{Mode::legacy, Rung::ability, unless_blind(evidence, permanence), {}};
}

/// By rules and policies in force; nothing if there are none.
std::optional<Decision> decide_by_rules(const Evidence& evidence) {
    const bool nft = is_occupied(evidence.nft);
    const bool legacy = is_occupied(evidence.legacy);
    if (nft && legacy) {
        return Decision{Mode::nft, Rung::occupied, Permanence::mixed, {}};
    }
    if (nft || legacy) {
        return Decision{nft ? Mode::nft : Mode::legacy,
                        Rung::occupied,
                        unless_blind(evidence, Permanence::only_rules),
                        {}};
    }
    return std::nullopt;
}

Decision without_evidence(const Evidence& evidence, Guess guess) {
    Decision decision{Mode::nft, Rung::nothing, unless_blind(evidence), {}};
    if (decision.permanence == Permanence::permanent && guess == Guess::retry) {
        decision.permanence = Permanence::retry;
    } else if (decision.permanence == Permanence::permanent && evidence.trial != Trial::passed) {
        decision.permanence = Permanence::untried;
    }
    return decision;
}

} // namespace

std::optional<Decision> decide_by_hint(const Evidence& evidence) {
    if (const auto nft = find_mark(evidence, Mode::nft, Rank::kubelet)) {
        return Decision{Mode::nft, Rung::kubelet, Permanence::permanent, nft};
    }
    if (const auto legacy = find_mark(evidence, Mode::legacy, Rank::kubelet)) {
        return Decision{Mode::legacy, Rung::kubelet,
                        is_blind(evidence.nft) ? Permanence::blind : Permanence::permanent, legacy};
    }
    return std::nullopt;
}

Decision decide(const Evidence& evidence, Guess guess) {
    if (const auto decision = decide_by_hint(evidence)) {
        return *decision;
    }
    if (const auto decision = decide_by_marks(evidence, Rank::owner, Rung::owner)) {
        return *decision;
    }
    const auto by_kube_proxy = decide_by_marks(evidence, Rank::kube_proxy, Rung::kube_proxy);
    if (by_kube_proxy && by_kube_proxy->permanence != Permanence::mixed) {
        return *by_kube_proxy;
    }
    if (const auto decision = decide_by_ability(evidence, guess)) {
        return *decision;
    }
    if (const auto decision = decide_by_rules(evidence)) {
        return *decision;
    }
    // kube-proxies in both modes, whose rules are not in force, are as good as no evidence. But they are a
    // reason not to be permanent.
    return by_kube_proxy.value_or(without_evidence(evidence, guess));
}

bool needs_trial(const Decision& decision, const Evidence& evidence) {
    return decision.permanence == Permanence::untried && evidence.trial == Trial::not_made;
}

bool is_mixed(const Evidence& evidence) {
    for (const Rank rank : {Rank::kubelet, Rank::owner, Rank::kube_proxy}) {
        const bool nft = find_mark(evidence, Mode::nft, rank).has_value();
        const bool legacy = find_mark(evidence, Mode::legacy, rank).has_value();
        if (nft || legacy) {
            return nft && legacy;
        }
    }
    return is_occupied(evidence.nft) && is_occupied(evidence.legacy);
}

bool is_guess(const Decision& decision, const Evidence& evidence) {
    return decision.rung == Rung::nothing && anything_blind(evidence);
}

bool is_asked_for(const Decision& decision) {
    switch (decision.rung) {
    case Rung::setting:
    case Rung::kubelet:
    case Rung::owner:
    case Rung::kube_proxy:
    case Rung::occupied:
        return decision.permanence != Permanence::mixed;
    case Rung::ability:
    case Rung::nothing:
        return false;
    }
    __builtin_unreachable();
}

} // namespace iptables_wrapper::wrapper
