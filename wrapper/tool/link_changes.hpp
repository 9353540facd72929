// SPDX-License-Identifier: Apache-2.0
// What changes the commands' links: --switch, --reset, install.
#pragma once

#include "wrapper/links/switch_links.hpp"
#include "wrapper/tool/outcome.hpp"

#include <optional>

namespace iptables_wrapper::wrapper {

/// --switch [--wait SECONDS]: decides, and points the commands at the mode. With --wait only evidence counts.
/// Where the decision is not permanent, nothing is changed and the status is 1.
ToolOutcome switch_commands(std::optional<unsigned> wait_seconds, Notify notify);

/// --reset (Missing::leave) and install (Missing::create): points the commands back at the wrapper.
ToolOutcome reset_commands(Missing missing);

} // namespace iptables_wrapper::wrapper
