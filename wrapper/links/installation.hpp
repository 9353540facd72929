// SPDX-License-Identifier: Apache-2.0
// Where the wrapper is, and where the real programs are.
#pragma once

#include "common/commands.hpp"
#include "common/links.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace iptables_wrapper::wrapper {

struct Installation {
    Path wrapper; ///< the wrapper's own file, absolute, links resolved; empty without /proc, and where a
                  ///< set-uid one is in a directory that anybody may have made
    std::optional<FileIdentity> self; ///< of that file; nothing when AT_EXECFN does not lead to it either
    std::span<const std::string_view> usual = iptables_directories; ///< where else real programs may be

    /// The wrapper's own directory, where it is known.
    [[nodiscard]] std::optional<std::string_view> own_directory() const;

    /// The best of the directories that real programs are looked for in.
    [[nodiscard]] std::string_view first_directory() const;
};

/// Whether all better places were certain not to have the program, or one of them could not be looked at.
enum class Found { surely, for_want_of_better };

/// The real program of a command.
struct RealBinary {
    std::string_view directory; ///< absolute; as long as the Installation lives
    ProgramName name;
    FileIdentity identity;
    Found found = Found::surely;

    [[nodiscard]] Path path() const { return join(directory, name); }
};

/// Looks at the running process. A set-uid wrapper's place stays unknown, unless it is one of the usual
/// directories.
Installation find_installation();

/// What the tool speaks of: the same, if a real program lies beside the running file. If that is a copy
/// elsewhere (/tmp, /usr/libexec), then the wrapper in the first usual directory with a real program, even if
/// there is none.
Installation find_managed_installation();

/// Whether a real program of any command lies in `directory`.
bool has_real_programs(std::string_view directory);

/// Where real programs are looked for, in words: "'/usr/sbin', '/sbin' or '/usr/bin'".
Phrase places_of_real_programs(const Installation& installation);

/// The program of `command` in `mode` (common/real_programs.hpp); nothing if there is none. It may be the
/// wrapper itself: compare identities.
std::optional<RealBinary> find_real(const Installation& installation, std::string_view command, Mode mode);

} // namespace iptables_wrapper::wrapper
