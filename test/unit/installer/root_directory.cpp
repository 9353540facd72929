// SPDX-License-Identifier: Apache-2.0
#include "installer/system/failure.hpp"
#include "installer/system/links.hpp"
#include "installer/system/process.hpp"
#include "test/unit/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/wait.h>
#include <unistd.h>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(root_directory)

namespace {

enum Result { entered = 10, outside = 11, no_hint = 12, refused = 13 };

/// What comes of it in a process of its own: there is no way back.
int result_of_entering(const std::string& directory) {
    const pid_t process = ::fork();
    if (process == 0) {
        try {
            enter_root(directory);
            const bool inside = identity_of("/mark") && identity_of(".") == identity_of("/");
            ::_exit(inside ? entered : outside);
        } catch (const Failure& failure) {
            ::_exit(failure.hint == "--root needs root (it calls chroot)" ? refused : no_hint);
        }
    }
    int status = 0;
    ::waitpid(process, &status, 0);
    return WEXITSTATUS(status);
}

} // namespace

BOOST_AUTO_TEST_CASE(the_working_directory_comes_along) {
    const test::ScratchDirectory scratch;
    scratch.file("mark");
    BOOST_TEST(result_of_entering(scratch.path()) == (::geteuid() == 0 ? entered : refused));
}

BOOST_AUTO_TEST_CASE(what_is_no_directory_is_a_failure) {
    const test::ScratchDirectory scratch;
    scratch.file("file");
    for (const char* name : {"file", "missing"}) {
        BOOST_CHECK_EXCEPTION(enter_root(scratch.path(name)), Failure, [&](const Failure& failure) {
            return failure.intent == "enter the root directory" && failure.path == scratch.path(name);
        });
    }
}

BOOST_AUTO_TEST_SUITE_END()
