// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/output.hpp"

#include <string_view>

namespace iptables_wrapper::wrapper {

/// Removes the links under temporary names in `directory`: a process that was killed between making a link
/// and renaming it has left them. Writes a line to `output` for each; what cannot be listed or removed stays,
/// as it harms nobody. Only for the holder of the lock: without it, they may be what another is about to
/// rename.
void remove_leftovers(std::string_view directory, Output& output);

} // namespace iptables_wrapper::wrapper
