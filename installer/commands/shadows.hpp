// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/commands/site.hpp"
#include "installer/system/path.hpp"

#include <vector>

namespace iptables_wrapper::installer {

/// The paths of programs named like the commands that come before them in everybody's PATH and do not lead
/// through them, such as /usr/local/sbin/iptables: who calls a command by name gets those.
std::vector<fs::path> shadows_of(const Site& site);

/// The paths of programs named like the commands in others of iptables_directories that do not lead through
/// them. Even one that leads to the wrapper is decided about for itself, and may end in the other mode.
/// Fedora's packages for /usr/bin leave such beside an installation in a /usr/sbin that is a directory of its
/// own. Those of shadows_of are left out.
std::vector<fs::path> bypasses_of(const Site& site, const std::vector<fs::path>& shadows);

} // namespace iptables_wrapper::installer
