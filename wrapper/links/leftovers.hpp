// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace iptables_wrapper::wrapper {

/// Removes the links under temporary names in `directory`: a process that was killed between making a link
/// and renaming it has left them. Returns the paths of those removed; what cannot be listed or removed stays,
/// as it harms nobody. Only for the holder of the lock: without it, they may be what another is about to
/// rename.
std::vector<std::string> remove_leftovers(const std::string& directory);

} // namespace iptables_wrapper::wrapper
