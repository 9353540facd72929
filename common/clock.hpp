// SPDX-License-Identifier: Apache-2.0
// Time without <chrono>, which would bring half of the standard library with it.
#pragma once

#include <cstdint>
#include <ctime>

namespace iptables_wrapper {

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
