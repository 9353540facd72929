// SPDX-License-Identifier: Apache-2.0
// The file that this process runs.
#pragma once

#include "common/text.hpp"

#include <string_view>

namespace iptables_wrapper {

/// The absolute path of the file that this process runs, links resolved and without the kernel's mark "
/// (deleted)", from /proc/self/exe (proc(5)). Empty without /proc.
Path own_path();

/// The path that execve(2) was called with for this process (AT_EXECFN, getauxval(3)). It may be relative, or
/// "/dev/fd/3". It does not need /proc. Empty if the kernel does not tell.
std::string_view executed_path();

} // namespace iptables_wrapper
