// SPDX-License-Identifier: Apache-2.0
// Running another program, for a bounded time and with a bounded answer.
#pragma once

#include "installer/system/child/end.hpp"

#include <boost/filesystem/path.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// Runs `program`, an absolute path, with `arguments` (without argv[0]; none of them empty, which
/// Boost.Process v1 cannot pass on), in an environment of LC_ALL=C and a standard PATH alone, nothing on
/// stdin, default signal dispositions. Returns when it has ended, or has been killed with all its children
/// because `allowed` was over or an output was too long. Throws Failure "run" when it cannot be started.
ChildResult run_child(const boost::filesystem::path& program, const std::vector<std::string>& arguments,
                      std::chrono::seconds allowed);

} // namespace iptables_wrapper::installer
