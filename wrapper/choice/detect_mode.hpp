// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/choice/settings.hpp"
#include "wrapper/decision/decision.hpp"

namespace iptables_wrapper::wrapper {

/// The mode of the host as it is now. Depth::enough probes in the order of the ladder, no further than the
/// decision needs: a hint of the kubelet in nft takes one exchange with the kernel, a setting none. Changes
/// nothing.
Detection detect_mode(const Settings& settings, Depth depth);

} // namespace iptables_wrapper::wrapper
