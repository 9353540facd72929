// SPDX-License-Identifier: Apache-2.0
// What the wrapper does by its own name. Each task has a stack frame of its own, and not all together one in
// main: paths are long, and the stack may be small (`ulimit -s 64`).
#pragma once

#include "wrapper/links/switch_links.hpp"
#include "wrapper/output.hpp"
#include "wrapper/tool/arguments.hpp"

namespace iptables_wrapper::wrapper {

/// --detect [--json] [--wait SECONDS]: the report; changes nothing. With --wait, the status is `failed` if
/// there was no evidence in time; the report is written in any case.
[[gnu::noinline]] ExitStatus detect(const Arguments& arguments, const Streams& streams);

/// --verify: whether each command leads to the wrapper, or to the mode that the host asks for.
[[gnu::noinline]] ExitStatus verify(const Streams& streams);

/// --switch [--wait SECONDS] [--links DIR] [-- PROGRAM [ARGUMENT...]]: decides anew, and points the commands
/// at the mode, or, if that is not permanent, back at the wrapper. With --wait, only evidence counts. With
/// --links, makes the commands in DIR instead, also if the answer is not permanent, but not if it is that of
/// a blind probe. With a program, becomes that, and returns only if something has failed.
[[gnu::noinline]] ExitStatus switch_commands(const Arguments& arguments, const Streams& streams);

/// --reset (Missing::leave) and install (Missing::create): points the commands back at the wrapper.
[[gnu::noinline]] ExitStatus reset_commands(Missing missing, const Streams& streams);

} // namespace iptables_wrapper::wrapper
