// SPDX-License-Identifier: Apache-2.0
#include "common/change_lock.hpp"

#include "common/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <fcntl.h>

using namespace iptables_wrapper;

// The lock is of this machine's root directory, and another test or an installer may hold it for a moment:
// what the tests take it for granted to get, they wait for.
constexpr std::chrono::seconds patience{60};

BOOST_AUTO_TEST_SUITE(change_lock)

BOOST_AUTO_TEST_CASE(one_at_a_time) {
    FileDescriptor lock = lock_changes(patience);
    BOOST_TEST(bool(lock));
    BOOST_TEST(!try_to_lock_changes());
    lock = FileDescriptor{};
    lock = lock_changes(patience);
    BOOST_TEST(bool(lock));
}

// A tool that goes on when its installer has been killed must keep others waiting; the real command must not.
BOOST_AUTO_TEST_CASE(only_who_waits_hands_it_on) {
    FileDescriptor lock = lock_changes(patience);
    BOOST_TEST((::fcntl(lock.number(), F_GETFD) & FD_CLOEXEC) == 0);
    lock = FileDescriptor{};
    std::optional<FileDescriptor> tried;
    while (!tried) {
        tried = try_to_lock_changes();
    }
    BOOST_TEST((::fcntl(tried->number(), F_GETFD) & FD_CLOEXEC) == FD_CLOEXEC);
}

BOOST_AUTO_TEST_CASE(who_waits_in_vain_says_so) {
    const FileDescriptor lock = lock_changes(patience);
    BOOST_CHECK_EXCEPTION(lock_changes(std::chrono::milliseconds(5)), Failure, [](const Failure& failure) {
        return sentence(failure) ==
               "cannot change the commands: another process has held the lock on '/' for 1 s";
    });
}

BOOST_AUTO_TEST_SUITE_END()
