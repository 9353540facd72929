// SPDX-License-Identifier: Apache-2.0
// Whether the iptables that is here is fit for use.
#pragma once

#include "common/commands.hpp"
#include "installer/system/failure.hpp"
#include "installer/system/path.hpp"

#include <optional>
#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// The first of iptables_directories that has an `iptables`; a dangling link counts, so that a damaged
/// installation can be repaired. If that is only a link to the `iptables` of another directory, the result is
/// that directory. Nothing if there is none.
std::optional<fs::path> find_iptables_directory();

/// The same. Throws Refusal, which names the places, if there is none.
fs::path require_iptables_directory();

/// What was found out about one mode.
struct Fitness {
    Mode mode = Mode::nft;
    std::string version;            ///< as printed; empty with trouble
    std::optional<Refusal> trouble; ///< why it is not fit for use; error_number ENOEXEC for a program that is
                                    ///< for another machine than the wrapper
};

/// Looks at these modes of iptables and ip6tables. A mode is fit if its programs are in `directory`
/// or another one where the wrapper looks for them, and say that they work in that mode, in oldest_version or
/// newer. They are asked through the -save applet, which also answers where the kernel cannot be asked
/// (iptables-nft itself opens a netlink socket first).
std::vector<Fitness> examine_sanity(const fs::path& directory, const std::vector<Mode>& modes);

/// Throws Refusal unless all of `modes` (at least one) are fit. Returns warnings, sentences without full
/// stop.
std::vector<std::string> require_fitness(const std::vector<Fitness>& modes);

} // namespace iptables_wrapper::installer
