// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/decision/decision.hpp"
#include "wrapper/settings.hpp"

namespace iptables_wrapper::wrapper {

/// A decision and what it rests on.
struct Detection {
    Evidence evidence;
    Decision decision;
};

/// The mode of the host as it is now. Depth::enough probes in the order of the ladder, no further than the
/// decision needs: a hint of the kubelet in nft takes one exchange with the kernel, a setting none. Changes
/// nothing.
Detection detect_mode(const Settings& settings, Depth depth);

} // namespace iptables_wrapper::wrapper
