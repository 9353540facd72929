// SPDX-License-Identifier: Apache-2.0
#include "installer/system/child/child.hpp"

#include "common/boost_process.hpp"
#include "installer/system/failure.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
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

/// One of the two outputs while it is being read.
struct Stream {
    int descriptor;
    std::string* text;
};

enum class More { yes, ended, too_much, unreadable };

More read_some(const Stream& stream) {
    std::array<char, 4096> buffer{};
    const ssize_t count = ::read(stream.descriptor, buffer.data(), buffer.size());
    if (count < 0) {
        // An output cut short would be taken for all there is: "this is not dpkg's tool".
        return errno == EINTR || errno == EAGAIN ? More::yes : More::unreadable;
    }
    if (count == 0) {
        return More::ended;
    }
    stream.text->append(buffer.data(), static_cast<std::size_t>(count));
    return stream.text->size() > most_output ? More::too_much : More::yes;
}

/// Reads both outputs to their ends. The deadline is kept here, with poll(2), because Boost.Process' wait_for
/// sleeps its whole time even when the child has long ended.
ChildResult::End listen(std::array<Stream, 2> streams, Clock::time_point deadline) {
    std::array<pollfd, 2> polled{};
    for (std::size_t i = 0; i < streams.size(); ++i) {
        polled[i] = {streams[i].descriptor, POLLIN, 0};
    }
    ChildResult::End end = ChildResult::End::exited;
    while (polled[0].fd >= 0 || polled[1].fd >= 0) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) {
            return ChildResult::End::timed_out;
        }
        const int ready = ::poll(polled.data(), polled.size(), static_cast<int>(left));
        if (ready < 0 && errno != EINTR) {
            return ChildResult::End::unreadable; // it would fail again at once, and again
        }
        if (ready <= 0) {
            continue;
        }
        for (std::size_t i = 0; i < streams.size(); ++i) {
            if (polled[i].fd < 0 || polled[i].revents == 0) {
                continue;
            }
            switch (read_some(streams[i])) {
            case More::yes:
                break;
            case More::ended:
                polled[i].fd = -1; // poll(2) leaves negative ones out
                break;
            case More::too_much:
                return ChildResult::End::said_too_much;
            case More::unreadable:
                // Let it finish what it does, unheard: killed half way it could leave worse behind.
                polled[i].fd = -1;
                end = ChildResult::End::unreadable;
                break;
            }
        }
    }
    return end;
}

/// Waits for the process itself, which may go on after it has closed both outputs.
ChildResult::End reap(pid_t process, Clock::time_point deadline, int& status) {
    while (true) {
        const pid_t reaped = ::waitpid(process, &status, WNOHANG);
        if (reaped == process) {
            return WIFSIGNALED(status) ? ChildResult::End::killed : ChildResult::End::exited;
        }
        if (reaped < 0 && errno != EINTR) {
            throw system_failure("wait for process", std::to_string(process), errno);
        }
        if (Clock::now() >= deadline) {
            return ChildResult::End::timed_out;
        }
        ::usleep(500); // its outputs are closed: it is about to end
    }
}

void kill_group(pid_t process) {
    ::kill(-process, SIGKILL);
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
}

/// The line of a complaint that says what is wrong: the first that names an error, else the first that says
/// anything, other than how to get help.
std::string telling_line(std::string_view complaint) {
    std::string_view telling;
    while (!complaint.empty()) {
        const std::string_view line = complaint.substr(0, complaint.find('\n'));
        complaint.remove_prefix(std::min(line.size() + 1, complaint.size()));
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

/// The standard streams of a child. Its input is a pipe without a writer, which is at its end at once: there
/// may be no /dev/null where we are.
struct Streams {
    Streams() {
        ::close(input.native_sink());
        input.assign_sink(-1);
    }
    boost_process::pipe input;
    boost_process::pipe output;
    boost_process::pipe complaint;
};

/// Lets a process of which nothing is known end by itself, or at its deadline.
void let_end(pid_t process, Clock::time_point deadline) {
    int status = 0;
    try {
        if (reap(process, deadline, status) == ChildResult::End::timed_out) {
            kill_group(process);
        }
    } catch (const Failure&) { // NOLINT(bugprone-empty-catch): it has been waited for already
    }
}

/// Starts the program and returns its process, which is waited for by waitpid(2), once.
pid_t start(const std::string& path, const std::vector<std::string>& arguments, std::chrono::seconds allowed,
            Streams& streams) {
    const auto deadline = Clock::now() + allowed;
    boost_process::environment environment;
    environment["LC_ALL"] = "C";
    environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin";
    const std::array<int, 3> ends{streams.input.native_source(), streams.output.native_sink(),
                                  streams.complaint.native_sink()};
    std::error_code error;
    errno = 0;
    boost_process::child child(
        boost_process::exe = path, boost_process::args = arguments, environment,
        boost_process::std_in<streams.input, boost_process::std_out> streams.output,
        boost_process::std_err > streams.complaint,
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
    return process;
}

} // namespace

ChildResult run_child(const std::string& path, const std::vector<std::string>& arguments,
                      std::chrono::seconds allowed) try {
    // Where our parent ignores SIGCHLD, so do we, and the kernel then throws exit statuses away.
    ::signal(SIGCHLD, SIG_DFL); // NOLINT(cert-err33-c): cannot fail

    Streams streams;
    const auto deadline = Clock::now() + allowed;
    const pid_t process = start(path, arguments, allowed, streams);

    ChildResult result;
    result.allowed = allowed;
    int status = 0;
    result.end = listen({Stream{streams.output.native_source(), &result.output},
                         Stream{streams.complaint.native_source(), &result.complaint}},
                        deadline);
    if (result.end == ChildResult::End::exited) {
        result.end = reap(process, deadline, status);
    } else if (result.end == ChildResult::End::unreadable &&
               reap(process, deadline, status) == ChildResult::End::timed_out) {
        result.end = ChildResult::End::timed_out;
    }
    switch (result.end) {
    case ChildResult::End::exited:
        result.status = WEXITSTATUS(status);
        break;
    case ChildResult::End::killed:
        result.status = WTERMSIG(status);
        break;
    case ChildResult::End::timed_out:
    case ChildResult::End::said_too_much:
        kill_group(process);
        break;
    case ChildResult::End::unreadable:
        break;
    }
    return result;
} catch (const std::system_error& error) {
    throw system_failure("run", path, error.code().value());
}

std::string trouble_with(const ChildResult& result) {
    switch (result.end) {
    case ChildResult::End::timed_out:
        return "no answer within " + std::to_string(result.allowed.count()) + " seconds";
    case ChildResult::End::said_too_much:
        return "more than " + std::to_string(most_output) + " bytes of output";
    case ChildResult::End::unreadable:
        return "its output cannot be read";
    case ChildResult::End::killed:
    case ChildResult::End::exited:
        break;
    }
    std::string trouble = result.end == ChildResult::End::killed ? "killed by signal " : "exit status ";
    trouble += std::to_string(result.status);
    const std::string line = telling_line(result.complaint);
    return line.empty() ? trouble : trouble + " (" + line + ")";
}

} // namespace iptables_wrapper::installer
