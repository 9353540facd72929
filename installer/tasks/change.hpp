// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/report/exit_status.hpp"
#include "installer/report/reporter.hpp"

namespace iptables_wrapper::installer {

/// Installs or uninstalls, or with --dry-run says what would be done. Returns failed if an action failed; the
/// actions before it are undone then, unless the report says otherwise. Throws Failure or Refusal for an
/// obstacle that is found before anything has changed.
ExitStatus change_commands(const Options& options, Reporter& reporter);

} // namespace iptables_wrapper::installer
