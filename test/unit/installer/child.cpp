// SPDX-License-Identifier: Apache-2.0
#include "installer/system/child.hpp"

#include "installer/system/failure.hpp"
#include "test/unit/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <csignal>
#include <fstream>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using namespace std::chrono_literals;
using End = ChildResult::End;

BOOST_AUTO_TEST_SUITE(child)

namespace {

ChildResult shell(const std::string& script, std::chrono::seconds allowed = 20s) {
    return run_child("/bin/sh", {"-c", script}, allowed);
}

/// Whether the process ends before long. init reaps it in its own time: a zombie is as good as gone.
bool is_gone_soon(pid_t process) {
    for (int i = 0; i < 3000; ++i) {
        if (::kill(process, 0) != 0 ||
            shell("grep -q '^State:.Z' /proc/" + std::to_string(process) + "/status").succeeded()) {
            return true;
        }
        ::usleep(10000);
    }
    return false;
}

} // namespace

BOOST_AUTO_TEST_CASE(outputs_and_status_come_back_apart) {
    const ChildResult result = shell("echo out; echo err >&2; exit 3");
    BOOST_TEST((result.end == End::exited));
    BOOST_TEST(result.status == 3);
    BOOST_TEST(result.output == "out\n");
    BOOST_TEST(result.complaint == "err\n");
    BOOST_TEST(!result.succeeded());
    BOOST_TEST(trouble_with(result) == "exit status 3 (err)");
    BOOST_TEST(shell("exit 0").succeeded());
}

BOOST_AUTO_TEST_CASE(the_line_that_says_what_is_wrong_is_told) {
    const auto told = [](const std::string& complaint) {
        return trouble_with({End::exited, 2, 1s, "", complaint});
    };
    BOOST_TEST(told("update-alternatives: error: unknown argument\n\n(Use 'x --help' for usage.)\n") ==
               "exit status 2 (update-alternatives: error: unknown argument)");
    BOOST_TEST(told("\nfirst\nsecond\n") == "exit status 2 (first)");
    BOOST_TEST(told("x: warning: old\nx: error: new\n") == "exit status 2 (x: error: new)");
    BOOST_TEST(told("usage: x --help\n \t\n") == "exit status 2");
    BOOST_TEST(told("no line feed") == "exit status 2 (no line feed)");
    BOOST_TEST(told("") == "exit status 2");
    BOOST_TEST(told("a\x1b[2J\n") == "exit status 2 (a\\x1b[2J)");
    BOOST_TEST(trouble_with({End::said_too_much, 0, 1s, "", "x"}) == "more than 65536 bytes of output");
    BOOST_TEST(trouble_with({End::unreadable, 0, 1s, "", "x"}) == "its output cannot be read");
    BOOST_TEST(trouble_with({End::timed_out, 0, 10s, "", "x"}) == "no answer within 10 seconds");
    BOOST_TEST(trouble_with({End::killed, 9, 1s, "", "x"}) == "killed by signal 9 (x)");
}

BOOST_AUTO_TEST_CASE(arguments_arrive_as_they_are) {
    BOOST_TEST(run_child("/bin/sh", {"-c", "printf '%s|' \"$@\"", "sh", "a b", "*", "\"'"}, 20s).output ==
               "a b|*|\"'|");
}

BOOST_AUTO_TEST_CASE(nothing_of_our_environment_is_passed_on) {
    ::setenv("LD_PRELOAD_OF_A_TEST", "1", 1);
    const ChildResult result = run_child("/usr/bin/env", {}, 20s);
    BOOST_TEST(result.output.find("LC_ALL=C\n") != std::string::npos);
    BOOST_TEST(result.output.find("PATH=/usr/sbin:/usr/bin:/sbin:/bin\n") != std::string::npos);
    BOOST_TEST(result.output.size() == std::string("LC_ALL=C\nPATH=/usr/sbin:/usr/bin:/sbin:/bin\n").size());
}

BOOST_AUTO_TEST_CASE(stdin_is_empty) {
    BOOST_TEST(shell("cat && echo over").output == "over\n");
}

BOOST_AUTO_TEST_CASE(a_hanging_child_is_killed_with_its_children) {
    ChildResult result;
    // On a busy machine it may be killed before it comes to say anything.
    for (auto allowed = 1s; result.output.empty() && allowed < 100s; allowed *= 2) {
        result = shell("sleep 600 & echo $!; wait", allowed);
    }
    BOOST_TEST((result.end == End::timed_out));
    BOOST_TEST(trouble_with(result) ==
               "no answer within " + std::to_string(result.allowed.count()) + " seconds");
    BOOST_REQUIRE(!result.output.empty());
    const pid_t grandchild = std::stoi(result.output);
    BOOST_TEST(is_gone_soon(grandchild));
}

BOOST_AUTO_TEST_CASE(a_child_that_closes_its_outputs_and_stays_is_killed_too) {
    BOOST_TEST((shell("exec >&- 2>&-; sleep 60", 1s).end == End::timed_out));
}

BOOST_AUTO_TEST_CASE(a_hanging_child_ends_though_nobody_is_left_to_end_it) {
    const test::ScratchDirectory scratch;
    const std::string file = scratch.path("pid");
    const pid_t parent = ::fork();
    BOOST_REQUIRE(parent >= 0);
    if (parent == 0) {
        run_child("/bin/sh",
                  {"-c", "echo $$ > " + file + ".new; mv " + file + ".new " + file + "; exec sleep 600"}, 2s);
        ::_exit(0);
    }
    while (!boost::filesystem::exists(file)) {
        ::usleep(1000);
    }
    pid_t hanging = 0;
    std::ifstream(file) >> hanging;
    ::kill(parent, SIGKILL);
    ::waitpid(parent, nullptr, 0);
    BOOST_TEST(is_gone_soon(hanging));
}

BOOST_AUTO_TEST_CASE(an_endless_answer_is_cut_off) {
    const ChildResult result = shell("while :; do echo yes; done");
    BOOST_TEST((result.end == End::said_too_much));
    BOOST_TEST(result.output.size() < 2 * most_output);
}

BOOST_AUTO_TEST_CASE(a_signal_is_told_from_an_exit) {
    const ChildResult result = shell("kill -SEGV $$");
    BOOST_TEST((result.end == End::killed));
    BOOST_TEST(result.status == SIGSEGV);
    BOOST_TEST(trouble_with(result) == "killed by signal 11");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_started_is_a_failure_with_its_reason) {
    BOOST_CHECK_EXCEPTION(run_child("/nonexistent/program", {}, 5s), Failure, [](const Failure& failure) {
        return failure.path == "/nonexistent/program" && failure.reason == "no such file or directory";
    });
    BOOST_CHECK_EXCEPTION(run_child("/etc/passwd", {}, 5s), Failure,
                          [](const Failure& failure) { return failure.reason == "permission denied"; });
}

BOOST_AUTO_TEST_CASE(too_many_open_files_are_told_whichever_is_one_too_many) {
    const int next = ::dup(STDERR_FILENO);
    ::close(next);
    rlimit before{};
    BOOST_REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
    unsigned refused = 0;
    for (unsigned more = 0; more < 14; ++more) {
        const rlimit limit{static_cast<rlim_t>(next) + more, before.rlim_max};
        BOOST_REQUIRE(::setrlimit(RLIMIT_NOFILE, &limit) == 0);
        try {
            BOOST_TEST((run_child("/bin/true", {}, 5s).end == End::exited));
        } catch (const Failure& failure) {
            BOOST_TEST(failure.path == "/bin/true");
            BOOST_TEST(failure.reason == "too many open files");
            ++refused;
        }
    }
    BOOST_REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
    BOOST_TEST(refused >= 7U); // four pipes, one end closed
    BOOST_TEST(refused < 14U);
}

BOOST_AUTO_TEST_CASE(inherited_signal_settings_do_not_matter) {
    // SIGCHLD is what some container runtimes leave ignored, SIGHUP what nohup does.
    constexpr std::array numbers{SIGALRM, SIGCHLD, SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    std::vector<sighandler_t> handlers;
    sigset_t blocked;
    sigset_t before;
    sigemptyset(&blocked);
    for (const int number : numbers) {
        handlers.push_back(::signal(number, SIG_IGN));
        sigaddset(&blocked, number);
    }
    ::sigprocmask(SIG_BLOCK, &blocked, &before);
    const ChildResult result = shell("exec grep -E 'Sig(Blk|Ign)|none' /proc/self/status");
    ::sigprocmask(SIG_SETMASK, &before, nullptr);
    for (std::size_t index = 0; index < numbers.size(); ++index) {
        ::signal(numbers.at(index), handlers.at(index)); // NOLINT(cert-err33-c): cannot fail
    }
    BOOST_TEST(result.status == 0);
    BOOST_TEST(result.output == "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
}

BOOST_AUTO_TEST_SUITE_END()
