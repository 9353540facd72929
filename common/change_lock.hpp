// SPDX-License-Identifier: Apache-2.0
// One at a time: whoever changes the commands holds a lock meanwhile.
//
// Two installers at once would take each other's steps for a former state, bring it back, and remove each
// other's temporary files; a first call could point a command that an uninstallation has just restored. The
// lock is flock(2) on the root directory: it is there on every system, can be locked where nothing can be
// written, is the same one for an installer inside and one outside with --root, leaves nothing behind, and
// the kernel takes it away from a process that is killed.
#pragma once

#include "common/file_descriptor.hpp"
#include "common/text.hpp"

#include <optional>
#include <string_view>

namespace iptables_wrapper {

/// The lock, held as long as what is returned lives; nothing while somebody else has it. Where it cannot be
/// had for another reason, what is returned owns no descriptor and errno says why: go on as if alone.
std::optional<FileDescriptor> try_to_lock_changes();

/// The same, but waits for it; nothing when `patience` (milliseconds) is over. Programs that are run
/// meanwhile hold it too, so that one which goes on after we were killed is waited for. errno likewise.
std::optional<FileDescriptor> lock_changes(unsigned patience);

/// Why lock_changes returned nothing, as the reason of a failure.
Text<80> held_too_long(unsigned patience);

/// What to do then.
inline constexpr std::string_view remedy_for_held_lock =
    "find out who holds it (lsof /, /proc/locks), and try again";

} // namespace iptables_wrapper
