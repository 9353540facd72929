// Whether the commands lead where the plan should have led them.
#pragma once

#include "installer/system/path.hpp"

namespace iptables_wrapper::installer {

/// Throws Failure unless `command` leads to the file `wrapper`.
void require_leads_to(const fs::path& command, const fs::path& wrapper);

/// Throws Failure when `command` leads to the file `wrapper`.
void require_leads_elsewhere(const fs::path& command, const fs::path& wrapper);

} // namespace iptables_wrapper::installer
