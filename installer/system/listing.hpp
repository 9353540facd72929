// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/system/path.hpp"

#include <vector>

namespace iptables_wrapper::installer {

/// Paths of what is in `directory`, sorted; nothing where there is no such directory. Throws Failure when it
/// cannot be listed.
std::vector<fs::path> listing(const fs::path& directory);

} // namespace iptables_wrapper::installer
