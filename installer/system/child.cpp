// SPDX-License-Identifier: Apache-2.0
// Boost.Process v1 starts the program, for v2 needs a compiled library that distributions do not package. The
// deadline is kept with poll(2): wait_for of v1 sleeps its whole time even when the child has long ended.
#include "installer/system/child.hpp"

#include "common/file_descriptor.hpp"
#include "installer/system/failure.hpp"
#include "installer/system/lines.hpp"

#include <boost/version.hpp>
// <boost/process.hpp> is v1 up to 1.87 and v2 from 1.88 on; in between, v1 got headers of its own.
#if BOOST_VERSION >= 108800
#include <boost/process/v1/args.hpp>
#include <boost/process/v1/child.hpp>
#include <boost/process/v1/env.hpp>
#include <boost/process/v1/environment.hpp>
#include <boost/process/v1/exe.hpp>
#include <boost/process/v1/extend.hpp>
#else
#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/env.hpp>
#include <boost/process/environment.hpp>
#include <boost/process/exe.hpp>
#include <boost/process/extend.hpp>
#endif

#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace iptables_wrapper::installer {

#if BOOST_VERSION >= 108800
namespace boost_process = boost::process::v1;
#else
namespace boost_process = boost::process;
#endif

namespace {

using Clock = std::chrono::steady_clock;
using End = ChildResult::End;

/// A pipe that no program inherits by itself.
struct Pipe {
    FileDescriptor source;
    FileDescriptor sink;

    Pipe() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw std::system_error(errno, std::system_category());
        }
        source = FileDescriptor(ends[0]);
        sink = FileDescriptor(ends[1]);
    }
};

/// Waits until `process` has ended, and sets `status` to that of waitpid(2). Returns exited or killed; or
/// timed_out at the deadline, when it is still to be waited for. Throws Failure when it cannot be waited for.
End reap(pid_t process, Clock::time_point deadline, int& status) {
    while (true) {
        const pid_t reaped = ::waitpid(process, &status, WNOHANG);
        if (reaped == process) {
            return WIFSIGNALED(status) ? End::killed : End::exited;
        }
        if (reaped < 0 && errno != EINTR) {
            throw system_failure("wait for process", std::to_string(process), errno);
        }
        if (Clock::now() >= deadline) {
            return End::timed_out;
        }
        ::usleep(500); // its outputs are closed: it is about to end
    }
}

/// Kills `process`, which leads a process group, with all of that group, and waits for it.
void kill_group(pid_t process) {
    ::kill(-process, SIGKILL);
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
}

/// Runs in the child, between fork and exec. It gets a process group of its own, so that whatever it starts
/// can be killed with it, and signals as a program expects them. Its alarm clock survives exec.
void prepare_child(const std::array<int, 3>& streams, std::chrono::seconds allowed) {
    for (std::size_t i = 0; i < streams.size(); ++i) {
        ::dup2(streams[i], static_cast<int>(i)); // cannot fail: both are open, see prepare_process
    }
    ::setpgid(0, 0);
    for (const int number : {SIGALRM, SIGCHLD, SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
        ::signal(number, SIG_DFL); // NOLINT(cert-err33-c): valid numbers, cannot fail
    }
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::alarm(static_cast<unsigned>(allowed.count()) + 1);
}

/// Starts the program with these standard streams, and returns its process. Throws std::system_error.
pid_t start(const fs::path& program, const std::vector<std::string>& arguments,
            const std::array<int, 3>& streams, std::chrono::seconds allowed, Clock::time_point deadline) {
    boost_process::environment environment;
    environment["LC_ALL"] = "C";
    environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
    // An error may also mean that the library could not read whether exec succeeded. The program may be
    // running then, and rolling back now would race with it: wait for its end first, or kill it.
    const auto let_end = [deadline](auto& executor, const std::error_code& /*error*/) {
        int status = 0;
        try {
            if (executor.pid > 0 && reap(executor.pid, deadline, status) == End::timed_out) {
                kill_group(executor.pid);
            }
        } catch (const Failure&) { // NOLINT(bugprone-empty-catch): it has been waited for already
        }
    };
    std::error_code error;
    errno = 0;
    boost_process::child child(
        boost_process::exe = program.string(), boost_process::args = arguments, environment,
        boost_process::extend::on_exec_setup = [&](auto& /*executor*/) { prepare_child(streams, allowed); },
        boost_process::extend::on_error = let_end, error);
    if (!error && !child.valid()) {
        // Boost.Process 1.74 does not report that it failed to make a pipe of its own. It returns process -1,
        // whose process group (1) must not be killed.
        error.assign(errno != 0 ? errno : EAGAIN, std::system_category());
    }
    if (error) {
        throw std::system_error(error);
    }
    const pid_t process = child.id();
    child.detach();
    return process;
}

/// Reads both outputs to their ends and returns exited; the process itself may still be running. Returns
/// timed_out at the deadline, and said_too_much after `most_output` bytes, without waiting for the ends.
/// Returns unreadable if one of them cannot be read: after the end of the other, or at once if poll(2) fails.
End read_outputs(std::array<pollfd, 2> sources, const std::array<std::string*, 2>& texts,
                 Clock::time_point deadline) {
    End end = End::exited;
    while (sources[0].fd >= 0 || sources[1].fd >= 0) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) {
            return End::timed_out;
        }
        if (::poll(sources.data(), sources.size(), static_cast<int>(left)) < 0) {
            if (errno == EINTR) {
                continue;
            }
            return End::unreadable; // it would fail again at once, and again
        }
        for (std::size_t i = 0; i < sources.size(); ++i) {
            if (sources[i].fd < 0 || sources[i].revents == 0) {
                continue;
            }
            std::array<char, 4096> buffer{};
            const ssize_t count = ::read(sources[i].fd, buffer.data(), buffer.size());
            if (count > 0) {
                texts[i]->append(buffer.data(), static_cast<std::size_t>(count));
                if (texts[i]->size() > most_output) {
                    return End::said_too_much;
                }
            } else if (count == 0) {
                sources[i].fd = -1; // poll(2) leaves negative ones out
            } else if (errno != EINTR && errno != EAGAIN) {
                // An output cut short would be taken for all there is: "this is not dpkg's tool". Let it
                // finish, and ignore its output: killed half way, it could leave worse behind.
                sources[i].fd = -1;
                end = End::unreadable;
            }
        }
    }
    return end;
}

/// The line of a complaint that says what is wrong: the first that names an error, else the first that says
/// anything, other than how to get help.
std::string telling_line(std::string_view complaint) {
    std::string_view telling;
    while (!complaint.empty()) {
        const std::string_view line = take_line(complaint);
        if (line.find("error") != std::string_view::npos) {
            return printable(line);
        }
        const bool says_nothing = line.find_first_not_of(" \t\r") == std::string_view::npos ||
                                  line.find("--help") != std::string_view::npos;
        if (telling.empty() && !says_nothing) {
            telling = line;
        }
    }
    return printable(telling);
}

} // namespace

ChildResult run_child(const fs::path& program, const std::vector<std::string>& arguments,
                      std::chrono::seconds allowed) try {
    // Where our parent ignores SIGCHLD, so do we, and the kernel then throws exit statuses away.
    ::signal(SIGCHLD, SIG_DFL); // NOLINT(cert-err33-c): cannot fail

    const auto deadline = Clock::now() + allowed;
    Pipe input;
    Pipe output;
    Pipe complaint;
    input.sink = FileDescriptor{}; // so it is at its end at once: there may be no /dev/null where we are
    const pid_t process =
        start(program, arguments, {input.source.number(), output.sink.number(), complaint.sink.number()},
              allowed, deadline);
    output.sink = FileDescriptor{};
    complaint.sink = FileDescriptor{};

    ChildResult result;
    result.allowed = allowed;
    result.end = read_outputs(
        {pollfd{output.source.number(), POLLIN, 0}, pollfd{complaint.source.number(), POLLIN, 0}},
        {&result.output, &result.complaint}, deadline);
    int status = 0;
    if (result.end == End::exited || result.end == End::unreadable) {
        const End reaped = reap(process, deadline, status);
        result.end = result.end == End::exited || reaped == End::timed_out ? reaped : result.end;
    }
    if (result.end == End::timed_out || result.end == End::said_too_much) {
        kill_group(process);
    }
    if (result.end == End::exited || result.end == End::killed) {
        result.status = result.end == End::exited ? WEXITSTATUS(status) : WTERMSIG(status);
    }
    return result;
} catch (const std::system_error& error) {
    throw system_failure("run", program.string(), error.code().value());
}

std::string trouble_with(const ChildResult& result) {
    switch (result.end) {
    case End::timed_out:
        return "no answer within " + std::to_string(result.allowed.count()) + " seconds";
    case End::said_too_much:
        return "more than " + std::to_string(most_output) + " bytes of output";
    case End::unreadable:
        return "its output cannot be read";
    case End::killed:
    case End::exited:
        break;
    }
    std::string trouble = result.end == End::killed ? "killed by signal " : "exit status ";
    trouble += std::to_string(result.status);
    const std::string line = telling_line(result.complaint);
    return line.empty() ? trouble : trouble + " (" + line + ")";
}

} // namespace iptables_wrapper::installer
