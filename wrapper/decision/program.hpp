// SPDX-License-Identifier: Apache-2.0
// From a decision to the program that a command becomes.
#pragma once

#include "wrapper/decision/decision.hpp"
#include "wrapper/failure.hpp"
#include "wrapper/links/installation.hpp"

#include <optional>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// The program that `decision` gives `command`. If the image lacks it, the host does not ask for that mode,
/// and the other mode is installed, `decision` changes to that one. Nothing if there is no program to run.
std::optional<RealBinary> find_installed(const Installation& installation, std::string_view command,
                                         Decision& decision);

/// The same, for a command that is about to run. Fails with not_found if there is no program, and also if the
/// program is the wrapper.
Outcome<RealBinary> real_for(const Installation& installation, std::string_view command, Decision& decision,
                             const Evidence& evidence);

} // namespace iptables_wrapper::wrapper
