// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/decision/decision.hpp"
#include "wrapper/links/installation.hpp"

namespace iptables_wrapper {

/// The mode of the host as it is now, by looking no further than needed.
Decision detect_mode(const Settings& settings);

/// The program that `decision` leads to for `command`. Where the image lacks it and no hint or setting asks
/// for it, `decision` becomes the other mode if that one is there. Nothing where there is none to run.
std::optional<RealBinary> find_installed(const Installation& installation, std::string_view command,
                                         Decision& decision);

/// The same for a command that is to be run. Throws NotFound where there is none, Failure where it is the
/// wrapper.
RealBinary real_for(const Installation& installation, std::string_view command, Decision& decision);

} // namespace iptables_wrapper
