// SPDX-License-Identifier: Apache-2.0
#include "common/change_lock.hpp"

#include <boost/test/unit_test.hpp>

#include <fcntl.h>

using namespace iptables_wrapper;

// The lock is of this machine's root directory, and another test or an installer may hold it for a moment:
// what the tests take it for granted to get, they wait for.
constexpr unsigned patience = 10'000; // milliseconds

// A lock that waits where it must not waits for ever, and keeps all others on this machine waiting.
BOOST_AUTO_TEST_SUITE(change_lock, *boost::unit_test::timeout(30))

BOOST_AUTO_TEST_CASE(one_at_a_time) {
    std::optional<FileDescriptor> lock = lock_changes(patience);
    BOOST_TEST((lock && *lock));
    BOOST_TEST(!try_to_lock_changes());
    lock.reset();
    lock = lock_changes(patience);
    BOOST_TEST((lock && *lock));
}

// A tool that goes on when its installer has been killed must keep others waiting; the real command must not.
BOOST_AUTO_TEST_CASE(only_who_waits_hands_it_on) {
    std::optional<FileDescriptor> lock = lock_changes(patience);
    BOOST_REQUIRE(lock);
    BOOST_TEST((::fcntl(lock->number(), F_GETFD) & FD_CLOEXEC) == 0);
    lock.reset();
    std::optional<FileDescriptor> tried;
    while (!tried) {
        tried = try_to_lock_changes();
    }
    BOOST_TEST((::fcntl(tried->number(), F_GETFD) & FD_CLOEXEC) == FD_CLOEXEC);
}

BOOST_AUTO_TEST_CASE(who_waits_in_vain_gets_nothing) {
    const std::optional<FileDescriptor> lock = lock_changes(patience);
    BOOST_REQUIRE(lock);
    BOOST_TEST(!lock_changes(5));
}

BOOST_AUTO_TEST_SUITE_END()
