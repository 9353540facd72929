// SPDX-License-Identifier: Apache-2.0
// Starting a child program.
#pragma once

#include "common/file_descriptor.hpp"
#include "installer/system/path.hpp"

#include <chrono>
#include <string>
#include <vector>

#include <sys/types.h>

namespace iptables_wrapper::installer {

/// A program that has been started. It leads a process group of its own, and is to be waited for once.
struct RunningChild {
    pid_t process;
    FileDescriptor output;    ///< where its stdout can be read
    FileDescriptor complaint; ///< where its stderr can be read
};

/// Starts `program` as run_child (child.hpp) promises. If it has not ended after about `allowed`, its alarm
/// clock ends it, even if this process has been killed. Throws std::system_error if it cannot be started;
/// then no process of it is left.
RunningChild start_child(const fs::path& program, const std::vector<std::string>& arguments,
                         std::chrono::seconds allowed);

} // namespace iptables_wrapper::installer
