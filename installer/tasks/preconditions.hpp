// SPDX-License-Identifier: Apache-2.0
// What must be so before the commands are changed.
#pragma once

#include "common/file_descriptor.hpp"
#include "installer/command_line/options.hpp"
#include "installer/report/reporter.hpp"

namespace iptables_wrapper::installer {

/// Throws Failure when this process is not root's: a change would fail half way. A preview is only warned of
/// that.
void require_root(const Options& options, Reporter& reporter);

/// Waits for the lock that keeps others from changing the commands, and returns it. Throws Failure when
/// somebody else holds it too long. On a system without such locks there is a warning, and nothing to hold.
FileDescriptor lock_out_others(Reporter& reporter);

} // namespace iptables_wrapper::installer
