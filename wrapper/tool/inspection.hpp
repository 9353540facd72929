// SPDX-License-Identifier: Apache-2.0
// What reports and changes nothing: --detect and --verify.
#pragma once

#include "wrapper/failure.hpp"
#include "wrapper/output.hpp"
#include "wrapper/tool/arguments.hpp"

namespace iptables_wrapper::wrapper {

/// --detect [--json] [--wait SECONDS]. With --wait, the status is `failed` if there was no evidence in time;
/// the report is written in any case.
ExitStatus detect(const Arguments& arguments, const Streams& streams);

/// --verify: whether each command leads to the wrapper, or to the mode that the host asks for.
ExitStatus verify(const Streams& streams);

} // namespace iptables_wrapper::wrapper
