// SPDX-License-Identifier: Apache-2.0
#include "installer/system/child/wait.hpp"

#include "installer/system/failure.hpp"

#include <cerrno>
#include <csignal>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

namespace iptables_wrapper::installer {

ChildResult::End reap(pid_t process, std::chrono::steady_clock::time_point deadline, int& status) {
    while (true) {
        const pid_t reaped = ::waitpid(process, &status, WNOHANG);
        if (reaped == process) {
            return WIFSIGNALED(status) ? ChildResult::End::killed : ChildResult::End::exited;
        }
        if (reaped < 0 && errno != EINTR) {
            throw system_failure("wait for process", std::to_string(process), errno);
        }
        if (std::chrono::steady_clock::now() >= deadline) {
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

} // namespace iptables_wrapper::installer
