// SPDX-License-Identifier: Apache-2.0
// This process itself.
#pragma once

namespace iptables_wrapper::installer {

/// Resets what the caller may have left us with: opens the standard descriptors that are closed (the next
/// file opened would become stdout, and be written to); ignores SIGPIPE and SIGXFSZ, so that a pipe which
/// nobody reads and a limit on the size of files are errors like any other, which can be undone; and sets a
/// umask that does not hide the commands from everyone else. To be called first.
void prepare_process();

} // namespace iptables_wrapper::installer
