// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "common/file_descriptor.hpp"
#include "installer/command_line/options.hpp"
#include "installer/report/reporter.hpp"

namespace iptables_wrapper::installer {

/// Installs or uninstalls, or with --dry-run says what would be done. Returns failed if an action failed; the
/// actions before it are undone then, unless the report says otherwise. Throws Failure or Refusal for an
/// obstacle that is found before anything has changed.
ExitStatus change_commands(const Options& options, Reporter& reporter);

/// Throws Failure if this process is not root's. Without root, a run would fail half way, so say so first. A
/// preview works, and gets a warning.
void require_root(const Options& options, Reporter& reporter);

/// Enters the root directory that `options` ask for, if any, once it is known that what lies beside the
/// installer outside may be installed. Throws Failure or Refusal.
void change_root(const Options& options);

/// Waits for the lock that keeps others from changing the commands, and returns it. Throws Failure if someone
/// else holds it too long. A system without such locks gets a warning, and the result is empty.
FileDescriptor lock_out_others(Reporter& reporter);

} // namespace iptables_wrapper::installer
