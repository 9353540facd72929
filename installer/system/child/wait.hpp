// SPDX-License-Identifier: Apache-2.0
// Waiting for a child process. It is waited for once: afterwards its number may be that of another process.
#pragma once

#include "installer/system/child/end.hpp"

#include <chrono>

#include <sys/types.h>

namespace iptables_wrapper::installer {

/// Waits until `process` has ended, and sets `status` to that of waitpid(2). Returns exited or killed; or
/// timed_out at the deadline, when it is still to be waited for. Throws Failure when it cannot be waited for.
ChildResult::End reap(pid_t process, std::chrono::steady_clock::time_point deadline, int& status);

/// Kills `process`, which leads a process group, with all of that group, and waits for it.
void kill_group(pid_t process);

} // namespace iptables_wrapper::installer
