// SPDX-License-Identifier: Apache-2.0
#include "common/change_lock.hpp"
#include "common/failure.hpp"

#include <boost/test/unit_test.hpp>

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

BOOST_AUTO_TEST_CASE(who_waits_in_vain_says_so) {
    const FileDescriptor lock = lock_changes(patience);
    BOOST_CHECK_EXCEPTION(lock_changes(std::chrono::milliseconds(5)), Failure, [](const Failure& failure) {
        return sentence(failure) ==
               "cannot change the commands: another process is changing them, and does not come to an end";
    });
}

BOOST_AUTO_TEST_SUITE_END()
