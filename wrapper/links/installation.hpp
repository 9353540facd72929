// SPDX-License-Identifier: Apache-2.0
// Where the wrapper is, and where the real binaries are.
#pragma once

#include "common/commands.hpp"
#include "common/failure.hpp"
#include "common/links.hpp"

#include <optional>
#include <string>
#include <vector>

namespace iptables_wrapper::wrapper {

struct Installation {
    std::string wrapper; ///< the wrapper's own file, absolute, links resolved; empty without /proc,
                         ///< and where a set-uid one is in a directory that anybody may have made
    std::optional<FileIdentity> self;     ///< of that file; nothing when AT_EXECFN does not lead to it either
    std::vector<std::string> directories; ///< where to look for real binaries, in this order
};

/// Whether all better places were surely empty when a program was found, or one of them could not be looked
/// at.
enum class Found { surely, for_want_of_better };

/// The real program of a command.
struct RealBinary {
    std::string path; ///< absolute
    FileIdentity identity;
    Found found = Found::surely;
};

/// No such real program: exit status 127.
struct NotFound : Failure {
    using Failure::Failure;
};

/// It is there but cannot be executed: exit status 126.
struct NotExecutable : Failure {
    using Failure::Failure;
};

/// Looks at the running process. The wrapper's own directory comes first; the usual ones follow, for images
/// that keep the two modes in different directories and for systems without /proc. A set-uid wrapper looks
/// only in the usual ones.
Installation find_installation();

/// The program of `command` in `mode`: in each directory `iptables-<mode>…` before `xtables-<mode>-multi`,
/// which knows by argv[0] what to be. Nothing when there is none; it may be the wrapper itself (compare
/// identities).
std::optional<RealBinary> find_real(const Installation& installation, std::string_view command, Mode mode);

} // namespace iptables_wrapper::wrapper
