// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/report/exit_status.hpp"
#include "installer/report/reporter.hpp"

namespace iptables_wrapper::installer {

/// Installs or uninstalls, or with --dry-run tells what would be done. Returns failed when an action failed:
/// then all before it were undone, unless the report says otherwise. Throws Failure or Refusal for whatever
/// is in the way before anything has been changed.
ExitStatus change_commands(const Options& options, Reporter& reporter);

} // namespace iptables_wrapper::installer
