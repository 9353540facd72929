// SPDX-License-Identifier: Apache-2.0
#include "installer/system/process.hpp"

#include "installer/system/failure.hpp"
#include "installer/system/links.hpp"
#include "test/unit/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <csignal>
#include <initializer_list>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(process)

namespace {

bool is_open(int descriptor) {
    return ::fcntl(descriptor, F_GETFD) >= 0;
}

/// Whether `condition` holds in a process of its own: there is no way back from what is done in it.
template <typename Condition>
bool holds_in_child(Condition condition) {
    const pid_t process = ::fork();
    if (process == 0) {
        ::_exit(condition() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(process, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

BOOST_AUTO_TEST_CASE(closed_standard_descriptors_are_opened) {
    BOOST_TEST(holds_in_child([] {
        for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
            ::close(descriptor);
        }
        prepare_process();
        char byte = 'x';
        return ::read(STDIN_FILENO, &byte, 1) == 0 && ::write(STDOUT_FILENO, &byte, 1) == 1 &&
               ::write(STDERR_FILENO, &byte, 1) == 1;
    }));
}

BOOST_AUTO_TEST_CASE(one_that_is_closed_is_opened_and_the_others_stay) {
    BOOST_TEST(holds_in_child([] {
        struct stat before {};
        struct stat after {};
        ::fstat(STDOUT_FILENO, &before);
        ::close(STDERR_FILENO);
        prepare_process();
        ::fstat(STDOUT_FILENO, &after);
        return is_open(STDERR_FILENO) && before.st_dev == after.st_dev && before.st_ino == after.st_ino;
    }));
}

BOOST_AUTO_TEST_CASE(no_other_descriptor_stays_open) {
    BOOST_TEST(holds_in_child([] {
        const int next = ::dup(STDERR_FILENO);
        ::close(next);
        prepare_process();
        return !is_open(next);
    }));
}

BOOST_AUTO_TEST_CASE(signals_that_report_a_failed_write_are_ignored) {
    BOOST_TEST(holds_in_child([] {
        ::signal(SIGPIPE, SIG_DFL); // NOLINT(cert-err33-c): cannot fail
        ::signal(SIGXFSZ, SIG_DFL); // NOLINT(cert-err33-c): cannot fail
        prepare_process();
        return ::signal(SIGPIPE, SIG_DFL) == SIG_IGN && ::signal(SIGXFSZ, SIG_DFL) == SIG_IGN;
    }));
}

BOOST_AUTO_TEST_CASE(others_may_read_and_run_what_is_made) {
    BOOST_TEST(holds_in_child([] {
        ::umask(077);
        prepare_process();
        return ::umask(0) == 022;
    }));
}

BOOST_AUTO_TEST_CASE(the_working_directory_comes_along_into_the_root_directory) {
    const test::ScratchDirectory scratch;
    scratch.file("mark");
    BOOST_TEST(holds_in_child([&scratch] {
        try {
            enter_root(scratch.path());
            return identity_of("/mark") && identity_of(".") == identity_of("/");
        } catch (const Failure& failure) {
            return ::geteuid() != 0 && failure.hint == "--root needs root (it calls chroot)";
        }
    }));
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
