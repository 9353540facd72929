// SPDX-License-Identifier: Apache-2.0
// Where to find the real programs. The wrapper runs them and the installer plans for them: both must find the
// same one.
//
// The directory of the wrapper comes first. The usual directories follow, for images that keep the two modes
// in different directories, and for systems without /proc, where the wrapper does not know its own. In each
// directory, the program named after the command (iptables-nft-save) comes before the multi-call binary
// (xtables-nft-multi).
#pragma once

#include "common/commands.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

namespace iptables_wrapper {

/// Calls `attempt(directory)` for each directory that real programs may be in, best first, until it returns
/// true; returns whether it did. `own` is the directory of the wrapper, if that is known; `usual` differs
/// only in tests.
template <typename Attempt>
bool try_program_directories(std::optional<std::string_view> own, Attempt attempt,
                             std::span<const std::string_view> usual = iptables_directories) {
    if (own && attempt(*own)) {
        return true;
    }
    return std::ranges::any_of(
        usual, [&](std::string_view directory) { return directory != own && attempt(directory); });
}

/// Calls `attempt(directory, name)` for each place where the real program of `command` in `mode` may be, best
/// first, until it returns true; returns whether it did.
template <typename Attempt>
bool try_real_programs(std::optional<std::string_view> own, std::string_view command, Mode mode,
                       Attempt attempt, std::span<const std::string_view> usual = iptables_directories) {
    return try_program_directories(
        own,
        [&](std::string_view directory) {
            return attempt(directory, real_name(command, mode).view()) ||
                   attempt(directory, multi_call_name(mode).view());
        },
        usual);
}

} // namespace iptables_wrapper
