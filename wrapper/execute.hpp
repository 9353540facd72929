// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/failure.hpp"

#include <string_view>

namespace iptables_wrapper::wrapper {

/// Becomes the program at `path`. Returns only if that fails: not_found or not_executable. `hint` is for a
/// program whose interpreter is missing.
Failure execute(const Path& path, char* const* arguments, char* const* environment, std::string_view hint);

/// The failure for a program that cannot be executed for this reason.
Failure not_executed(std::string_view program, int error_number);

} // namespace iptables_wrapper::wrapper
