// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/probe/probe.hpp"

namespace iptables_wrapper {

/// Asks nftables of the current network namespace for the hint chains. Creates nothing, starts no process,
/// never waits; the kernel may load its nf_tables module, as any call of iptables-nft makes it do. Needs
/// CAP_NET_ADMIN, else blind.
Probe probe_nft();

} // namespace iptables_wrapper
