// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/failure.hpp"
#include "wrapper/output.hpp"

#include <string_view>

namespace iptables_wrapper::wrapper {

/// Becomes the real `command`: decides on the mode, points the commands at it if the decision is permanent,
/// and executes the program with `argv`. The command must not notice what happened before. So this reads no
/// input, leaves no descriptor open, and writes to `err` only warnings and what IPTABLES_WRAPPER_DEBUG asks
/// for. Returns only what stopped it. Not inlined, as wrapper/tool/tasks.hpp explains.
[[gnu::noinline]] Failure become(std::string_view command, char** argv, Output& err);

} // namespace iptables_wrapper::wrapper
