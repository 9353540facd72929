// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/tool/outcome.hpp"

namespace iptables_wrapper::wrapper {

/// Runs the wrapper's own command line: --detect, --verify, --switch, --reset, install, --version, --help.
/// Throws Failure where it cannot decide at all (exit status 125).
ToolOutcome run_own_tool(int argc, const char* const* argv, Notify notify);

} // namespace iptables_wrapper::wrapper
