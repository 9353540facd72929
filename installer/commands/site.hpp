// SPDX-License-Identifier: Apache-2.0
// The six commands as they are on this system, whichever link system decides about them.
#pragma once

#include "common/commands.hpp"
#include "installer/system/atomic_file.hpp"
#include "installer/system/path.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

/// One of the six commands.
struct CommandState {
    /// What is at saved_name(path).
    enum class Saved { nothing, this_file, something_else };

    std::string name;
    fs::path path;
    Node node;                        ///< at `path`
    std::optional<Mode> reaches_mode; ///< `path` leads to what the wrapper switches to in this mode
    bool reaches_wrapper = false;     ///< `path` leads to the installed wrapper's file, or is a copy of it
    fs::path destination;             ///< where the links from `path` lead in the end; empty if it is no link
    bool leads_nowhere = false;       ///< there is nothing at `destination`
    std::vector<std::string> switched_targets; ///< the link texts that the wrapper switches to, if there are
                                               ///< such programs; nft first
    Node record;                               ///< at record_of(name)
    Saved saved = Saved::nothing;
    bool moved = false; ///< what is on record is gone, and the command is now in another directory

    /// Whether it is a link to a wrapper that has been deleted, of whatever kind and wherever that was.
    [[nodiscard]] bool reaches_lost_wrapper() const;
};

struct Site {
    fs::path directory;                 ///< of the commands
    fs::path wrapper;                   ///< the path that it is installed as
    Node wrapper_node;                  ///< at `wrapper`
    bool wrapper_is_ours = false;       ///< it is a file with the bytes of the wrapper
    std::vector<CommandState> commands; ///< in the order of all_commands

    /// The command called `name`, which must be one of the six.
    [[nodiscard]] const CommandState& command(std::string_view name) const;
};

/// Looks at the commands in `directory`, and for files with the bytes of `wrapper`. Throws Failure if one of
/// them cannot be examined.
Site examine_site(const fs::path& directory, std::string_view wrapper);

/// Whether the command is a link to the wrapper's place in its own directory.
bool points_at_neighbour(const Site& site, const CommandState& command);

/// What is kept at `record`, the path of a link that says what was there before the installation. A link to a
/// wrapper says nothing: an earlier installation left it.
Node look_at_record(const fs::path& record);

/// iptables_directories as paths.
std::vector<fs::path> possible_directories();

/// Whether two paths name the same directory: with merged /usr, /sbin is /usr/sbin.
bool is_same_directory(const fs::path& a, const fs::path& b);

/// Whether what the command is was made by the installer or by a wrapper: it leads to the wrapper, or to one
/// that has been deleted, or it is what the wrapper switches to. The latter may also be someone else's; it
/// counts as ours only if a record, a saved file or the wrapper itself shows that the installer was here.
bool is_own(const Site& site, const CommandState& command);

/// A real program, beside the commands or in another of iptables_directories: some systems have the two
/// modes in different ones.
struct RealProgram {
    fs::path path;    ///< absolute
    std::string text; ///< of a link to it from beside the commands: the bare name if it is there too
};

/// What the wrapper in `directory` runs as `command` in `mode`: the program of that name, or if that is
/// missing, the multi-call program. Links are followed. Nothing if there is neither.
std::optional<RealProgram> find_real_program(const fs::path& directory, const std::string& command,
                                             Mode mode);

/// The same, but only the program called `name`.
std::optional<RealProgram> find_program_called(const fs::path& directory, const std::string& name);

/// The paths of programs named like the commands that come before them in the usual PATH and do not lead
/// through them, such as /usr/local/sbin/iptables: a call by name gets those.
std::vector<fs::path> shadows_of(const Site& site);

/// The paths of programs named like the commands, in others of iptables_directories, that do not lead through
/// the commands. Even one that leads to the wrapper is switched on its own, and may end up in the other mode.
/// Fedora's packages for /usr/bin leave such programs beside an installation in /usr/sbin, if that is a
/// directory of its own. Those of shadows_of are left out.
std::vector<fs::path> bypasses_of(const Site& site, const std::vector<fs::path>& shadows);

} // namespace iptables_wrapper::installer
