// SPDX-License-Identifier: Apache-2.0
// Whether the iptables that is here is fit for use.
#pragma once

#include <string>
#include <vector>

namespace iptables_wrapper {

/// The first of iptables_directories that has an `iptables`; a dangling link counts, so that a damaged
/// installation can be repaired. Throws Refusal when there is none, naming the places.
std::string find_iptables_directory();

/// Throws Refusal unless `directory` has both flavours of iptables and ip6tables, each of which answers to be
/// itself and oldest_version or newer. Returns warnings, sentences without full stop. Programs are asked
/// through their -save applet, which answers where the kernel cannot be asked (iptables-nft itself opens a
/// netlink socket first).
std::vector<std::string> check_sanity(const std::string& directory);

} // namespace iptables_wrapper
