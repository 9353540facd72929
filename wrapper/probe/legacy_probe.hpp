// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/probe/probe.hpp"

namespace iptables_wrapper {

/// Looks for the hint chains in the legacy tables of the current network namespace. Reads the list of tables
/// from /proc first and asks only for a table that is on it: asking for another would create it. Starts no
/// process, never waits. Needs CAP_NET_ADMIN and /proc, else blind; so is a family that `depth` leaves out.
Probe probe_legacy(Depth depth);

} // namespace iptables_wrapper
