// SPDX-License-Identifier: Apache-2.0
// The rows of a check, as people read them.
#pragma once

#include "installer/commands/finding.hpp"

#include <string>
#include <vector>

namespace iptables_wrapper::installer {

enum class Colour { wanted, unwanted };

/// The lines for people, one for each row: "ok   command   '/usr/sbin/iptables':  leads to the wrapper".
std::vector<std::string> table_of(const std::vector<Finding>& findings, Colour colour);

} // namespace iptables_wrapper::installer
