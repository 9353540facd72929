// SPDX-License-Identifier: Apache-2.0
// What changes the commands' links: --switch, --reset, install.
#pragma once

#include "wrapper/links/switch_links.hpp"
#include "wrapper/output.hpp"

#include <optional>

namespace iptables_wrapper::wrapper {

/// --switch [--wait SECONDS]: decides, and points the commands at the mode. With --wait, only evidence
/// counts. If the decision is not permanent, changes nothing and returns `failed`.
ExitStatus switch_commands(std::optional<unsigned> wait_seconds, const Streams& streams);

/// --reset (Missing::leave) and install (Missing::create): points the commands back at the wrapper.
ExitStatus reset_commands(Missing missing, const Streams& streams);

} // namespace iptables_wrapper::wrapper
