// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// What the wrapper does when it is called by its own name.
struct ToolOutcome {
    int status = 0;     ///< exit status: 0 done, 1 failed, 2 usage
    std::string output; ///< for stdout
    std::string errors; ///< for stderr
};

/// Says a line (with its line feed) on stderr at once, for what takes long.
using Notify = void (*)(std::string_view line);

} // namespace iptables_wrapper::wrapper
