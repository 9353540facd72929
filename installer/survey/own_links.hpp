// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/survey/survey.hpp"

namespace iptables_wrapper::installer {

/// Whether the command's link is one that the installer or the wrapper made: it leads to the wrapper, or it
/// is what the wrapper switches to. The latter may be the work of someone else as well; only where the
/// installer has been before, which its record tells, it counts as ours.
bool is_own_link(const CommandState& command);

} // namespace iptables_wrapper::installer
