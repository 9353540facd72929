// SPDX-License-Identifier: Apache-2.0
// Running another program, for a bounded time and with a bounded answer.
#pragma once

#include "installer/system/path.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// More than this on stdout or stderr (bytes) is no answer to any question of ours.
inline constexpr std::size_t most_output = 65536;

/// How a program ended, and what it said.
struct ChildResult {
    enum class End { exited, killed, timed_out, said_too_much, unreadable };
    End end = End::exited;
    int status = 0;                  ///< the exit status, or the number of the signal that killed it
    std::chrono::seconds allowed{0}; ///< the time it was given
    std::string output;              ///< what it wrote to stdout
    std::string complaint;           ///< what it wrote to stderr
    [[nodiscard]] bool succeeded() const { return end == End::exited && status == 0; }
};

/// Runs `program`, an absolute path, with `arguments` (without argv[0]; none of them empty, which
/// Boost.Process v1 cannot pass on). Its environment is LC_ALL=C and a standard PATH; it has nothing on
/// stdin, default signal dispositions, and a process group of its own. Returns when it has ended, or has been
/// killed with all its children because its time was up or an output was too long. Should this process be
/// killed first, an alarm clock ends it. Throws Failure "run" if it cannot be started; then no process of it
/// is left.
ChildResult run_child(const fs::path& program, const std::vector<std::string>& arguments,
                      std::chrono::seconds allowed);

/// Why `result` is no success, with the line of its stderr that says what is wrong: "exit status 2 (no such
/// group)", "killed by signal 9", "no answer within 10 seconds".
std::string trouble_with(const ChildResult& result);

} // namespace iptables_wrapper::installer
