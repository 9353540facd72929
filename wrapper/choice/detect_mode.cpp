// SPDX-License-Identifier: Apache-2.0
#include "wrapper/choice/detect_mode.hpp"

#include "wrapper/probe/legacy/legacy_probe.hpp"
#include "wrapper/probe/nft/nft_probe.hpp"

namespace iptables_wrapper::wrapper {

namespace {

Evidence probe(Depth depth) {
    Evidence evidence;
    NftProbe nft;
    nft.find_hints(evidence.nft, depth);
    if (depth == Depth::enough && find_mark(evidence, Mode::nft, Rank::kubelet)) {
        return evidence;
    }
    LegacyProbe legacy;
    legacy.find_hints(evidence.legacy, depth,
                      status_of(evidence.nft) == ProbeStatus::probed ? NetAdmin::known : NetAdmin::unknown);
    nft.find_others(evidence.nft);
    if (depth == Depth::enough && find_mark(evidence, Mode::legacy, Rank::kubelet) &&
        !find_firewall_in_nft(evidence)) {
        return evidence;
    }
    // Against a policy in nft, only an owner in a large table speaks for legacy.
    const bool contested =
        any(evidence.nft, &FamilyEvidence::policies) && !find_mark(evidence, Mode::nft, Rank::owner);
    legacy.find_others(evidence.legacy, contested ? Depth::everything : depth);
    if (depth == Depth::enough && has_hint_or_owner(evidence)) {
        return evidence;
    }
    if (status_of(evidence.nft) == ProbeStatus::probed) {
        evidence.extensions = nft.ask_for_extensions();
    }
    if (evidence.extensions == Extensions::missing && status_of(evidence.legacy) == ProbeStatus::absent) {
        evidence.legacy_module = find_legacy_module();
    }
    return evidence;
}

} // namespace

Detection detect_mode(const Settings& settings, Depth depth) {
    if (!settings.mode) {
        const Evidence evidence = probe(depth);
        return {evidence, decide(evidence, settings.guess)};
    }
    return {depth == Depth::enough ? Evidence{} : probe(depth),
            {*settings.mode, Rung::setting, Permanence::setting, false, {}}};
}

} // namespace iptables_wrapper::wrapper
