// SPDX-License-Identifier: Apache-2.0
// What changes the commands' links: --switch, --reset, install.
#pragma once

#include "wrapper/links/switch_links.hpp"
#include "wrapper/output.hpp"
#include "wrapper/tool/arguments.hpp"

namespace iptables_wrapper::wrapper {

/// --switch [--wait SECONDS] [--links DIR] [-- PROGRAM [ARGUMENT...]]: decides anew, and points the commands
/// at the mode, or, if that is not permanent, back at the wrapper. With --wait, only evidence counts. With
/// --links, makes the commands in DIR instead, also if the answer is not permanent, but not if it is that of
/// a blind probe. With a program, becomes that, and returns only if something has failed.
ExitStatus switch_commands(const Arguments& arguments, const Streams& streams);

/// --reset (Missing::leave) and install (Missing::create): points the commands back at the wrapper.
ExitStatus reset_commands(Missing missing, const Streams& streams);

} // namespace iptables_wrapper::wrapper
