// SPDX-License-Identifier: Apache-2.0
// The file that this process runs.
#pragma once

#include "common/text.hpp"

#include <string_view>

namespace iptables_wrapper {

/// The absolute path of the running program's file, links resolved, from /proc/self/exe (proc(5)); "
/// (deleted)" is taken off. Empty without /proc.
Path own_path();

/// The path that execve(2) was called with for this process (AT_EXECFN, getauxval(3)); perhaps relative or
/// "/dev/fd/3". Known without /proc. Empty where the kernel does not tell.
std::string_view executed_path();

} // namespace iptables_wrapper
