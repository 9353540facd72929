// SPDX-License-Identifier: Apache-2.0
#include "wrapper/decision/detect_mode.hpp"

#include "wrapper/probe/legacy/kernel_module.hpp"
#include "wrapper/probe/legacy/legacy_probe.hpp"
#include "wrapper/probe/nft/nft_probe.hpp"

namespace iptables_wrapper::wrapper {

namespace {

Decision decide_with(const Settings& settings, const Evidence& evidence) {
    if (settings.mode) {
        return {*settings.mode, Rung::setting, Permanence::setting, {}};
    }
    return decide(evidence, settings.guess);
}

/// Whether what has been found so far settles the mode, whatever the backends can do.
bool is_settled(const Evidence& evidence) {
    const Decision decision = decide(evidence, Guess::keep);
    return decision.rung == Rung::kubelet || decision.rung == Rung::owner ||
           decision.rung == Rung::kube_proxy;
}

/// An owner in a large legacy table is worth the time if it decides between two backends. If only legacy has
/// anything, the mode is known without it, and every call would pay. --switch, --detect and --verify take the
/// time.
LegacyProbe::LargeTables large_tables(const Evidence& evidence, Depth depth) {
    return has_nothing(evidence.nft) && depth == Depth::enough ? LegacyProbe::LargeTables::leave
                                                               : LegacyProbe::LargeTables::read;
}

} // namespace

Detection detect_mode(const Settings& settings, Depth depth) {
    Detection detection;
    Evidence& evidence = detection.evidence;
    const auto enough = [&](bool settled) { return settled && depth == Depth::enough; };
    if (enough(settings.mode.has_value())) {
        detection.decision = decide_with(settings, evidence);
        return detection;
    }

    NftProbe nft;
    nft.find_hints(evidence.nft);
    if (!enough(decide_by_hint(evidence).has_value())) {
        LegacyProbe legacy;
        legacy.find_hints(evidence.legacy, depth);
        if (!enough(decide_by_hint(evidence).has_value())) {
            nft.find_others(evidence.nft);
            legacy.find_others(evidence.legacy, depth, large_tables(evidence, depth));
        }
    }
    if (!enough(is_settled(evidence)) && status_of(evidence.nft) == ProbeStatus::probed) {
        evidence.extensions = nft.ask_for_extensions();
    }
    if (evidence.extensions == Extensions::missing && status_of(evidence.legacy) == ProbeStatus::absent) {
        evidence.legacy_module = find_legacy_module();
    }
    detection.decision = decide_with(settings, evidence);
    return detection;
}

void try_nft(Detection& detection, const Settings& settings) {
    if (!needs_trial(detection.decision, detection.evidence)) {
        return;
    }
    detection.evidence.trial = NftProbe{}.try_batch();
    if (detection.evidence.trial == Trial::failed &&
        status_of(detection.evidence.legacy) == ProbeStatus::absent) {
        detection.evidence.legacy_module = find_legacy_module();
    }
    detection.decision = decide_with(settings, detection.evidence);
}

} // namespace iptables_wrapper::wrapper
