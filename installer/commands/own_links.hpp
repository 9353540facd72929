// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/commands/site.hpp"

namespace iptables_wrapper::installer {

/// Whether the command's link is one that the installer or the wrapper made: it leads to the wrapper, or it
/// is what the wrapper switches to. The latter may also be someone else's; it counts as ours only if a record
/// or a saved file shows that the installer has been here before.
bool is_own_link(const CommandState& command);

/// Whether the command should lead to the wrapper. One that is missing, with no program that could run under
/// its name, should not.
bool is_wanted(const CommandState& command);

} // namespace iptables_wrapper::installer
