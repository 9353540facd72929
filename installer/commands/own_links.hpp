// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/commands/site.hpp"

namespace iptables_wrapper::installer {

/// Whether what the command is was made by the installer or by a wrapper: it leads to the wrapper, or to one
/// that has been deleted, or it is what the wrapper switches to. The latter may also be someone else's; it
/// counts as ours only if a record, a saved file or the wrapper itself shows that the installer was here.
bool is_own(const Site& site, const CommandState& command);

/// Whether the command should lead to the wrapper. One that is missing, with no program that could run under
/// its name, should not.
bool is_wanted(const CommandState& command);

} // namespace iptables_wrapper::installer
