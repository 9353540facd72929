// SPDX-License-Identifier: Apache-2.0
// What the six commands run now, no matter what a decision would be.
#pragma once

#include "wrapper/links/installation.hpp"

#include <array>
#include <string_view>

namespace iptables_wrapper::wrapper {

enum class LeadsTo {
    wrapper,
    nft,
    legacy,
    nothing,         ///< missing, or a link to nothing
    libalternatives, ///< a program that runs the wrapper or another program, as its configuration says
    something_else,
};

/// One command in the wrapper's directory or, if that is not known, in the first usual directory that has it.
struct CommandNow {
    std::string_view command;
    LeadsTo leads_to = LeadsTo::nothing;
    std::string_view directory; ///< in which it is; as long as the Installation lives
    bool installed = true;      ///< whether the image has a real program of that name, in either mode

    [[nodiscard]] Path path() const { return join(directory, command); }
};

using CommandsNow = std::array<CommandNow, all_commands.size()>;

CommandsNow commands_now(const Installation& installation);

/// Why the links would stay as they are if a call of `command` in `directory` decided for good, so that the
/// next call decides again; empty if it would switch them. It tries nothing, and looks at that one link,
/// which stands for all: every call on a read-only root does this.
Phrase obstacle_to_keeping(const Installation& installation, std::string_view directory,
                           std::string_view command);

/// What a command leads to after it was switched to `mode`.
LeadsTo leads_to(Mode mode);

/// Whether the command runs one of the two modes, and not the wrapper.
bool is_switched(const CommandNow& command);

/// "wrapper", "nft", "legacy", "missing", "libalternatives", "other".
std::string_view name_of(LeadsTo leads_to);

} // namespace iptables_wrapper::wrapper
