// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/failure.hpp"
#include "wrapper/output.hpp"

#include <string_view>

namespace iptables_wrapper::wrapper {

/// Becomes the real `command`: decides, points the commands at the mode where that is for good, and runs the
/// program with `argv`. Nothing that it does before may show in the command: it reads no input, leaves no
/// descriptor, and writes to `err` only warnings and what IPTABLES_WRAPPER_DEBUG asks for. Returns only what
/// stopped it.
Failure become(std::string_view command, char** argv, Output& err);

} // namespace iptables_wrapper::wrapper
