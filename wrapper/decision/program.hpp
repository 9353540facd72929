// SPDX-License-Identifier: Apache-2.0
// From a decision to the program that a command becomes.
#pragma once

#include "wrapper/decision/decision.hpp"
#include "wrapper/failure.hpp"
#include "wrapper/links/installation.hpp"

#include <optional>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// The program that `decision` leads to for `command`. Where the image lacks it and the host does not ask for
/// it, `decision` becomes the other mode if that one is there. Nothing where there is none to run.
std::optional<RealBinary> find_installed(const Installation& installation, std::string_view command,
                                         Decision& decision);

/// The same for a command that is to be run: not_found where there is none; a failure also where it is the
/// wrapper.
Outcome<RealBinary> real_for(const Installation& installation, std::string_view command, Decision& decision,
                             const Evidence& evidence);

} // namespace iptables_wrapper::wrapper
