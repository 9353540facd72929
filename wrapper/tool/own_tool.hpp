// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/failure.hpp"
#include "wrapper/output.hpp"

namespace iptables_wrapper::wrapper {

/// Runs the wrapper's own command line: --detect, --verify, --switch, --reset, install, --version, --help. If
/// it cannot decide at all, the exit status is the one that a call would have.
ExitStatus run_own_tool(int argc, const char* const* argv, const Streams& streams);

} // namespace iptables_wrapper::wrapper
