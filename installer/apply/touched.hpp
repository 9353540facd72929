// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/system/path.hpp"

namespace iptables_wrapper::installer {

/// Where the bytes of a regular file are kept until the run is over. A hard link under a hidden name beside
/// it needs no space, so a full disk does not prevent undoing. In directories where every entry means
/// something to a tool (dpkg's records), nothing of ours may lie that long: there, the bytes are kept in
/// memory.
enum class BackupMethod { hard_link, in_memory };

/// A path that an action changes.
struct Touched {
    fs::path path;
    BackupMethod method = BackupMethod::hard_link;
};

} // namespace iptables_wrapper::installer
