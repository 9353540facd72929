// SPDX-License-Identifier: Apache-2.0
// This process itself.
#pragma once

#include "installer/system/path.hpp"

namespace iptables_wrapper::installer {

/// Resets what we inherited from the caller: opens standard descriptors that are closed (otherwise, the next
/// file that is opened would become stdout); ignores SIGPIPE and SIGXFSZ, so that a closed pipe and a limit
/// on the size of files are errors like any other, and the run can be undone; and sets a umask that lets
/// everyone run the commands. To be called first.
void prepare_process();

/// Makes `directory` the root of everything that is looked at, changed and run from here on. Uses chroot(2)
/// rather than a prefix to every path, because links inside mean paths inside: absolute ones, and those with
/// too many "..", would lead out. Throws Failure; then nothing has changed.
void enter_root(const fs::path& directory);

} // namespace iptables_wrapper::installer
