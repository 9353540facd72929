// SPDX-License-Identifier: Apache-2.0
// The file that this process runs, and its time: without <chrono>, which would bring half of the standard
// library with it.
#pragma once

#include "common/text.hpp"

#include <cstdint>
#include <ctime>
#include <string_view>

namespace iptables_wrapper {

/// The absolute path of the file that this process runs, links resolved and without the kernel's mark "
/// (deleted)", from /proc/self/exe (proc(5)). Empty without /proc.
Path own_path();

/// The path that execve(2) was called with for this process (AT_EXECFN, getauxval(3)). It may be relative, or
/// "/dev/fd/3". It does not need /proc. Empty if the kernel does not tell.
std::string_view executed_path();

/// Milliseconds of the monotonic clock, which nobody can set.
inline std::int64_t milliseconds_now() {
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
}

/// Sleeps for `milliseconds`, or less if a signal arrives.
inline void pause_milliseconds(long milliseconds) {
    const timespec pause{milliseconds / 1000, milliseconds % 1000 * 1'000'000};
    ::nanosleep(&pause, nullptr);
}

} // namespace iptables_wrapper
