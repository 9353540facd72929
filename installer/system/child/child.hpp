// SPDX-License-Identifier: Apache-2.0
// Running another program, for a bounded time and with a bounded answer.
#pragma once

#include "installer/system/child/end.hpp"
#include "installer/system/path.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// Runs `program`, an absolute path, with `arguments` (without argv[0]; none of them empty, which
/// Boost.Process v1 cannot pass on). Its environment is LC_ALL=C and a standard PATH; it has nothing on
/// stdin, and default signal dispositions. Returns when it has ended, or has been killed with all its
/// children because its time was up or an output was too long. Throws Failure "run" if it cannot be started.
ChildResult run_child(const fs::path& program, const std::vector<std::string>& arguments,
                      std::chrono::seconds allowed);

} // namespace iptables_wrapper::installer
