// SPDX-License-Identifier: Apache-2.0
// Whether the commands do what the plan was to bring about.
#pragma once

#include <string>

namespace iptables_wrapper::installer {

/// Throws Failure unless `command` leads to the file `wrapper`.
void require_leads_to(const std::string& command, const std::string& wrapper);

/// Throws Failure when `command` leads to the file `wrapper`.
void require_leads_elsewhere(const std::string& command, const std::string& wrapper);

} // namespace iptables_wrapper::installer
