// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace iptables_wrapper {

/// What the wrapper does when it is called by its own name.
struct ToolOutcome {
    int status = 0;     ///< exit status: 0 done, 1 failed, 2 usage
    std::string output; ///< for stdout
    std::string errors; ///< for stderr
};

/// Runs the wrapper's own command line: --detect, --switch, --reset, install, --version, --help. `argv` ends
/// with a null pointer. Throws Failure where it cannot decide at all (exit status 125).
ToolOutcome run_own_tool(int argc, char** argv);

} // namespace iptables_wrapper
