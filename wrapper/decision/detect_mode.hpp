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

/// The mode of the host as it is now. With a hint of the kubelet in nft that is one exchange with the kernel;
/// only without any hint are the other rungs probed. Changes nothing. With Depth::everything all of it is
/// probed, whatever decides.
Detection detect_mode(const Settings& settings, Depth depth);

/// Makes the trial where `detection` needs it (needs_trial) and decides again.
void try_nft(Detection& detection, const Settings& settings);

} // namespace iptables_wrapper::wrapper
