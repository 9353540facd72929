// SPDX-License-Identifier: Apache-2.0
// Time without <chrono>, which brings half of the standard library along.
#pragma once

#include <cstdint>
#include <ctime>

namespace iptables_wrapper {

/// Milliseconds of a clock that nobody sets.
inline std::int64_t milliseconds_now() {
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
}

/// Sleeps for `milliseconds` (below 1000), or less when a signal comes.
inline void pause_milliseconds(long milliseconds) {
    const timespec pause{0, milliseconds * 1'000'000};
    ::nanosleep(&pause, nullptr);
}

} // namespace iptables_wrapper
