// SPDX-License-Identifier: Apache-2.0
// What a command runs by way of `alts`.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/link_systems/libalternatives/configuration.hpp"

#include <optional>
#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// Whether the links from the command at `path` end at `alts`. Throws Failure if they cannot be read.
bool leads_to_alts(const fs::path& path);

/// The program that `alts` runs for a command with these; nothing if it would find none.
std::optional<std::string> what_alts_runs(const Configurations& configurations,
                                          const std::optional<Choice>& choice);

/// Makes sure that `alts` runs `wrapper` as each of the commands at `paths`.
Action verify_runs(std::vector<fs::path> paths, const std::string& wrapper);

/// Makes sure that it runs something else.
Action verify_runs_another(std::vector<fs::path> paths, const std::string& wrapper);

} // namespace iptables_wrapper::installer
