// SPDX-License-Identifier: Apache-2.0
// How a child program ended, and the words for it.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

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

/// Why `result` is no success, with the line of its stderr that says what is wrong: "exit status 2 (no such
/// group)", "killed by signal 9", "no answer within 10 seconds".
std::string trouble_with(const ChildResult& result);

} // namespace iptables_wrapper::installer
