// SPDX-License-Identifier: Apache-2.0
// Reading what a child program says.
#pragma once

#include "installer/system/child/end.hpp"

#include <array>
#include <chrono>
#include <string>

namespace iptables_wrapper::installer {

/// One of the two outputs while it is being read.
struct Stream {
    int descriptor;    ///< the reading end of a pipe
    std::string* text; ///< what has been read is appended to it
};

/// Reads both outputs to their ends and returns exited; the process itself may still be running. Returns
/// timed_out at the deadline, and said_too_much after `most_output` bytes, without waiting for the ends.
/// Returns unreadable if one of them cannot be read: after the end of the other, or at once if poll(2) fails.
ChildResult::End read_outputs(std::array<Stream, 2> streams, std::chrono::steady_clock::time_point deadline);

} // namespace iptables_wrapper::installer
