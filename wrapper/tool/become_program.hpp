// SPDX-License-Identifier: Apache-2.0
// What comes after the switch: the program that the wrapper was put before, as the entrypoint of a container.
#pragma once

#include "wrapper/failure.hpp"

#include <string_view>

namespace iptables_wrapper::wrapper {

/// Whether we have the rights of a user or group other than the caller (set-uid, set-gid): what we make or
/// run would be done in their name.
bool acts_for_another();

/// The file that `program` means: a path, or a name that is looked for in PATH, as execvp(3) does. Fails with
/// not_found or not_executable.
Outcome<Path> find_in_path(std::string_view program);

/// Becomes the program at `path` with `arguments`. The environment stays, but for `links`, which comes first
/// in PATH if it is not empty. The kernel hands on no capabilities that only our file has (capabilities(7)).
/// Returns only if that fails: not_found or not_executable.
Failure become_program(const Path& path, const char* const* arguments, std::string_view links);

} // namespace iptables_wrapper::wrapper
