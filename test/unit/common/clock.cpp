// SPDX-License-Identifier: Apache-2.0
#include "common/this_process.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;

BOOST_AUTO_TEST_SUITE(monotonic_clock)

namespace {

std::int64_t monotonic_milliseconds() {
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
}

} // namespace

// One that can be set would make deadlines come at once, or never.
BOOST_AUTO_TEST_CASE(it_is_the_clock_that_nobody_can_set) {
    const std::int64_t before = monotonic_milliseconds();
    const std::int64_t now = milliseconds_now();
    BOOST_TEST(before <= now);
    BOOST_TEST(now <= monotonic_milliseconds());
}

// nanosleep(2) refuses a thousand million nanoseconds, and would not sleep at all.
BOOST_AUTO_TEST_CASE(a_pause_is_never_shorter_than_asked_for) {
    for (const int milliseconds : {1, 20, 999, 1000, 1010}) {
        const std::int64_t start = monotonic_milliseconds();
        pause_milliseconds(milliseconds);
        BOOST_TEST(monotonic_milliseconds() - start >= milliseconds);
    }
}

BOOST_AUTO_TEST_SUITE_END()
