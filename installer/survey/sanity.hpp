// SPDX-License-Identifier: Apache-2.0
// Whether the iptables that is here is fit for use.
#pragma once

#include "common/commands.hpp"
#include "installer/survey/refusal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// The first of iptables_directories that has an `iptables`; a dangling link counts, so that a damaged
/// installation can be repaired. Where that is but a link to the `iptables` of another one, it is that one.
/// Throws Refusal when there is none, naming the places.
std::string find_iptables_directory();

/// What was found out about one flavour.
struct Fitness {
    Mode mode = Mode::nft;
    std::string version;            ///< as printed; empty with trouble
    std::optional<Refusal> trouble; ///< why it is not fit for use
};

/// Looks at both flavours of iptables and ip6tables, nft first, as check_sanity does.
std::vector<Fitness> examine_sanity(const std::string& directory);

/// Throws Refusal unless both flavours of iptables and ip6tables are in `directory` or another one where the
/// wrapper looks for them, each of which answers to be itself and oldest_version or newer. Returns warnings,
/// sentences without full stop. Programs are asked through their -save applet, which answers where the kernel
/// cannot be asked (iptables-nft itself opens a netlink socket first).
std::vector<std::string> check_sanity(const std::string& directory);

} // namespace iptables_wrapper::installer
