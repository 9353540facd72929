// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/report/exit_status.hpp"
#include "installer/report/reporter.hpp"

namespace iptables_wrapper::installer {

/// --check: examines the installation, changes nothing, and reports what is as it should be and what is not.
/// Returns done if everything is, else refused. Whatever prevents the examination is a finding, too.
ExitStatus check_installation(const Options& options, Reporter& reporter);

} // namespace iptables_wrapper::installer
