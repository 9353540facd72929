// SPDX-License-Identifier: Apache-2.0
#include "common/change_lock.hpp"

#include "test/unit/texts.hpp"

#include <boost/test/unit_test.hpp>

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

using namespace iptables_wrapper;

// The lock is of this machine's root directory, and another test or an installer may hold it for a moment:
// what the tests take it for granted to get, they wait for.
constexpr unsigned patience = 60'000; // milliseconds

BOOST_AUTO_TEST_SUITE(change_lock)

namespace {

/// Interrupts what blocks for five seconds while it lives. A lock that waits where it must not would wait for
/// ever, and whoever holds it would keep all others on this machine waiting.
class Interruption {
public:
    Interruption() {
        struct sigaction interrupting {};
        interrupting.sa_handler = [](int) {};
        ::sigaction(SIGALRM, &interrupting, &before_);
        ::alarm(5);
    }
    Interruption(const Interruption&) = delete;
    Interruption(Interruption&&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    Interruption& operator=(Interruption&&) = delete;
    ~Interruption() {
        ::alarm(0);
        ::sigaction(SIGALRM, &before_, nullptr);
    }

private:
    struct sigaction before_ {};
};

} // namespace

BOOST_AUTO_TEST_CASE(one_at_a_time) {
    std::optional<FileDescriptor> lock = lock_changes(patience);
    BOOST_TEST((lock && *lock));
    {
        const Interruption interruption;
        BOOST_TEST(!try_to_lock_changes());
    }
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
    const Interruption interruption;
    BOOST_TEST(!lock_changes(5));
}

BOOST_AUTO_TEST_CASE(patience_is_told_in_seconds) {
    BOOST_TEST(held_too_long(10'000) == "another process has held the lock on '/' for 10 s");
}

BOOST_AUTO_TEST_SUITE_END()
