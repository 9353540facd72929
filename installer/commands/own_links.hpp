// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/commands/site.hpp"

namespace iptables_wrapper::installer {

/// Whether the command's link is one that the installer or the wrapper made: it leads to the wrapper, or it
/// is what the wrapper switches to. The latter may be the work of someone else as well; only where the
/// installer has been before, which its record tells, it counts as ours.
bool is_own_link(const CommandState& command);

/// Whether the command is to lead to the wrapper: one that is neither there nor has anything that could be
/// run under its name is left out.
bool is_wanted(const CommandState& command);

} // namespace iptables_wrapper::installer
