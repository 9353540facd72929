// SPDX-License-Identifier: Apache-2.0
// What all threads of the storm count, and their failures.
#pragma once

#include <atomic>
#include <string>

namespace iptables_wrapper::test {

struct Tally {
    std::atomic<long> begun{0};
    std::atomic<long> asked{0};   ///< calls that were to tell
    std::atomic<long> wrapped{0}; ///< those of them that met the wrapper
    std::atomic<long> looks{0};
    std::atomic<long> disturbances{0};
    std::atomic<int> failures{0};
    std::atomic<bool> over{false}; ///< all calls have been made
};

/// The one of this process.
Tally& tally();

/// Counts a failure, and prints it on stderr when it is among the first.
void fail(const std::string& text);

} // namespace iptables_wrapper::test
