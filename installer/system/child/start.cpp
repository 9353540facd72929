// Everything that uses Boost.Process, and makes up for its faults.
#include "installer/system/child/start.hpp"

#include "installer/system/child/boost_process.hpp"
#include "installer/system/child/wait.hpp"
#include "installer/system/failure.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#include <unistd.h>

namespace iptables_wrapper::installer {

namespace {

using Clock = std::chrono::steady_clock;

/// Runs in the child, between fork and exec. It gets a process group of its own, so that whatever it starts
/// can be killed with it, and signals as a program expects them. Its alarm clock survives exec, and ends it
/// even when this process has been killed.
void prepare_child(std::chrono::seconds allowed) {
    ::setpgid(0, 0);
    for (const int number : {SIGALRM, SIGCHLD, SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
        ::signal(number, SIG_DFL); // NOLINT(cert-err33-c): valid numbers, cannot fail
    }
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::alarm(static_cast<unsigned>(allowed.count()) + 1);
}

/// Waits until a process about which nothing is known has ended by itself, or kills it at its deadline.
void let_end(pid_t process, Clock::time_point deadline) {
    int status = 0;
    try {
        if (reap(process, deadline, status) == ChildResult::End::timed_out) {
            kill_group(process);
        }
    } catch (const Failure&) { // NOLINT(bugprone-empty-catch): it has been waited for already
    }
}

/// The standard streams of a child. Its input is a pipe without a writer, which is at its end at once: there
/// may be no /dev/null where we are.
struct Pipes {
    Pipes() {
        ::close(input.native_sink());
        input.assign_sink(-1);
    }
    boost_process::pipe input;
    boost_process::pipe output;
    boost_process::pipe complaint;
};

/// The reading end of `pipe`, which gives it away.
FileDescriptor take_source(boost_process::pipe& pipe) {
    FileDescriptor source(pipe.native_source());
    pipe.assign_source(-1);
    return source;
}

} // namespace

RunningChild start_child(const fs::path& program, const std::vector<std::string>& arguments,
                         std::chrono::seconds allowed) {
    Pipes pipes;
    const auto deadline = Clock::now() + allowed;
    boost_process::environment environment;
    environment["LC_ALL"] = "C";
    environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
    const std::array<int, 3> ends{pipes.input.native_source(), pipes.output.native_sink(),
                                  pipes.complaint.native_sink()};
    std::error_code error;
    errno = 0;
    boost_process::child child(
        boost_process::exe = program.string(), boost_process::args = arguments, environment,
        boost_process::std_in<pipes.input, boost_process::std_out> pipes.output,
        boost_process::std_err > pipes.complaint,
        boost_process::extend::on_exec_setup = [allowed](auto& /*executor*/) { prepare_child(allowed); },
        // An error may also mean that the library could not read whether exec succeeded. The program may be
        // running then, and rolling back now would race with it: wait for its end first.
        boost_process::extend::on_error =
            [deadline](auto& executor, const std::error_code& /*error*/) {
                if (executor.pid > 0) {
                    let_end(executor.pid, deadline);
                }
            },
        error);
    if (!error && !child.valid()) {
        // Boost.Process 1.74 does not report that it failed to make a pipe of its own. It leaves our ends
        // open and returns process -1, whose process group (1) must not be killed.
        error.assign(errno != 0 ? errno : EAGAIN, std::system_category());
        for (const int end : ends) {
            ::close(end);
        }
    }
    if (error) {
        throw std::system_error(error);
    }
    const pid_t process = child.id();
    child.detach();
    return {process, take_source(pipes.output), take_source(pipes.complaint)};
}

} // namespace iptables_wrapper::installer
