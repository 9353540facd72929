// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/system/path.hpp"

namespace iptables_wrapper::installer {

/// Makes `directory` the root of everything that is looked at, changed and run from here on. Uses chroot(2)
/// rather than a prefix to every path, because links inside mean paths inside: absolute ones, and those with
/// too many "..", would lead out. Throws Failure; then nothing has changed.
void enter_root(const fs::path& directory);

} // namespace iptables_wrapper::installer
