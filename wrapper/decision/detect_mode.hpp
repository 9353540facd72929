// SPDX-License-Identifier: Apache-2.0
// Probing the kernel as far as the decision needs it, in the order of the ladder.
#pragma once

#include "wrapper/call/settings.hpp"
#include "wrapper/decision/decision.hpp"

namespace iptables_wrapper::wrapper {

/// A decision and what it rests on.
struct Detection {
    Evidence evidence;
    Decision decision;
};

/// The mode of the host as it is now. A hint of the kubelet in nft takes one exchange with the kernel. The
/// other rungs are probed only if there is no hint, or, with Depth::everything, whatever decides. Changes
/// nothing.
Detection detect_mode(const Settings& settings, Depth depth);

/// Makes the trial where `detection` needs it (needs_trial) and decides again.
void try_nft(Detection& detection, const Settings& settings);

} // namespace iptables_wrapper::wrapper
