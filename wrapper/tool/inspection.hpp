// SPDX-License-Identifier: Apache-2.0
// What reports and changes nothing: --detect and --verify.
#pragma once

#include "wrapper/tool/arguments.hpp"
#include "wrapper/tool/outcome.hpp"

namespace iptables_wrapper::wrapper {

/// --detect [--json] [--wait SECONDS]. With --wait the status is 1 when there is no evidence in the end; the
/// report is printed all the same.
ToolOutcome detect(const Arguments& arguments, Notify notify);

/// --verify: whether each command leads to the wrapper, or to the mode that the host asks for.
ToolOutcome verify();

} // namespace iptables_wrapper::wrapper
