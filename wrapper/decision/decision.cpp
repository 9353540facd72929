// SPDX-License-Identifier: Apache-2.0
#include "wrapper/decision/decision.hpp"

namespace iptables_wrapper {

namespace {

Decision without_hint(Look nft, Look legacy, Guess guess) {
    Decision decision;
    if (nft == Look::not_in_kernel || nft == Look::no_socket) {
        decision.mode = Mode::legacy;
        decision.ground = Ground::only_runnable;
    }
    const bool looked_at_nft = nft == Look::done || nft == Look::not_in_kernel;
    const bool looked_at_legacy = legacy == Look::done || legacy == Look::not_in_kernel;
    const Look chosen = decision.mode == Mode::nft ? nft : legacy;
    if (looked_at_nft && looked_at_legacy && chosen == Look::done && guess == Guess::keep) {
        decision.keep = Keep::yes;
    }
    return decision;
}

} // namespace

Decision decide(const Evidence& evidence, Guess guess) {
    if (const auto hint = hint_in(evidence.nft)) {
        return {Mode::nft, Ground::hint, Keep::yes, hint};
    }
    const Look nft = look_of(evidence.nft);
    const Probe legacy = evidence.legacy.value_or(Probe{});
    if (const auto hint = hint_in(legacy)) {
        return {Mode::legacy, Ground::hint, nft == Look::blind ? Keep::no : Keep::yes, hint};
    }
    return without_hint(nft, look_of(legacy), guess);
}

bool is_mixed(const Evidence& evidence) {
    return hint_in(evidence.nft) && evidence.legacy && hint_in(*evidence.legacy);
}

} // namespace iptables_wrapper
