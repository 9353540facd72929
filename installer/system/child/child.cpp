// SPDX-License-Identifier: Apache-2.0
#include "installer/system/child/child.hpp"

#include "installer/system/child/outputs.hpp"
#include "installer/system/child/start.hpp"
#include "installer/system/child/wait.hpp"
#include "installer/system/failure.hpp"

#include <csignal>
#include <system_error>

#include <sys/wait.h>

namespace iptables_wrapper::installer {

ChildResult run_child(const fs::path& program, const std::vector<std::string>& arguments,
                      std::chrono::seconds allowed) try {
    // Where our parent ignores SIGCHLD, so do we, and the kernel then throws exit statuses away.
    ::signal(SIGCHLD, SIG_DFL); // NOLINT(cert-err33-c): cannot fail

    const auto deadline = std::chrono::steady_clock::now() + allowed;
    const RunningChild child = start_child(program, arguments, allowed);

    ChildResult result;
    result.allowed = allowed;
    int status = 0;
    result.end = read_outputs(
        {Stream{child.output.number(), &result.output}, Stream{child.complaint.number(), &result.complaint}},
        deadline);
    if (result.end == ChildResult::End::exited) {
        result.end = reap(child.process, deadline, status);
    } else if (result.end == ChildResult::End::unreadable &&
               reap(child.process, deadline, status) == ChildResult::End::timed_out) {
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
        kill_group(child.process);
        break;
    case ChildResult::End::unreadable:
        break;
    }
    return result;
} catch (const std::system_error& error) {
    throw system_failure("run", program.string(), error.code().value());
}

} // namespace iptables_wrapper::installer
