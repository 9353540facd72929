// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/output.hpp"

#include <string_view>

namespace iptables_wrapper::wrapper {

/// Removes the links under temporary names in `directory`. A process leaves one if it is killed after it made
/// the link and before it renamed it. Writes a line to `output` for each. What cannot be listed or removed
/// stays: it harms nobody. Call this only while holding the lock; otherwise another process may be about to
/// rename one.
void remove_leftovers(std::string_view directory, Output& output);

} // namespace iptables_wrapper::wrapper
