// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/commands/site.hpp"

#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// The paths of programs named like the commands that come before them in everybody's PATH and do not lead
/// through them, such as /usr/local/sbin/iptables: who calls a command by name gets those.
std::vector<std::string> shadows_of(const Site& site);

} // namespace iptables_wrapper::installer
