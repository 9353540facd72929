// SPDX-License-Identifier: Apache-2.0
// The lock that lets only one process at a time change the commands.
//
// Without it, two installers would each mistake the other's steps for the former state, restore that, and
// remove each other's temporary files; and a first call could switch a command that an uninstallation has
// just restored. The lock is flock(2) on the root directory. That exists on every system, can be locked even
// where nothing can be written, and is the same for an installer inside a root file system and for one
// outside with --root. It leaves nothing behind, and the kernel releases the lock of a process that is
// killed.
#pragma once

#include "common/file_descriptor.hpp"
#include "common/text.hpp"

#include <optional>
#include <string_view>

namespace iptables_wrapper {

/// Takes the lock (of changes in another `directory`, that one's), and holds it as long as the returned
/// descriptor lives. Returns nothing while another process holds it. If it cannot be taken for another
/// reason, the result owns no descriptor and errno says why: the caller goes on without a lock.
std::optional<FileDescriptor> try_to_lock_changes(const char* directory = "/");

/// The same, but waits up to `patience` milliseconds before it returns nothing. Child processes inherit the
/// lock: if we are killed while one still runs, others wait for it as well. errno is as above.
std::optional<FileDescriptor> lock_changes(unsigned patience, const char* directory = "/");

/// Why lock_changes returned nothing, as the reason of a failure.
Phrase held_too_long(unsigned patience, std::string_view directory = "/");

/// The remedy for that.
inline constexpr std::string_view remedy_for_held_lock =
    "find out who holds it (lsof /, /proc/locks), and try again";

} // namespace iptables_wrapper
