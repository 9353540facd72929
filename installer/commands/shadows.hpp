// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/commands/site.hpp"
#include "installer/system/path.hpp"

#include <vector>

namespace iptables_wrapper::installer {

/// The paths of programs named like the commands that come before them in the usual PATH and do not lead
/// through them, such as /usr/local/sbin/iptables: a call by name gets those.
std::vector<fs::path> shadows_of(const Site& site);

/// The paths of programs named like the commands, in others of iptables_directories, that do not lead through
/// the commands. Even one that leads to the wrapper is switched on its own, and may end up in the other mode.
/// Fedora's packages for /usr/bin leave such programs beside an installation in /usr/sbin, if that is a
/// directory of its own. Those of shadows_of are left out.
std::vector<fs::path> bypasses_of(const Site& site, const std::vector<fs::path>& shadows);

} // namespace iptables_wrapper::installer
