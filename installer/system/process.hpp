// SPDX-License-Identifier: Apache-2.0
// This process itself.
#pragma once

namespace iptables_wrapper::installer {

/// Resets what we inherited from the caller: opens standard descriptors that are closed (otherwise, the next
/// file that is opened would become stdout); ignores SIGPIPE and SIGXFSZ, so that a closed pipe and a limit
/// on the size of files are errors like any other, and the run can be undone; and sets a umask that lets
/// everyone run the commands. To be called first.
void prepare_process();

} // namespace iptables_wrapper::installer
