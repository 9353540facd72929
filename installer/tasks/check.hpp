// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/report/exit_status.hpp"
#include "installer/report/reporter.hpp"

namespace iptables_wrapper::installer {

/// --check: looks at the installation, changes nothing, and tells what is as it should be and what is not.
/// Returns done when all is, and else refused; what keeps it from being looked at is a finding too.
ExitStatus check_installation(const Options& options, Reporter& reporter);

} // namespace iptables_wrapper::installer
