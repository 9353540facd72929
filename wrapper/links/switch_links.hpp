// SPDX-License-Identifier: Apache-2.0
// Pointing the commands at a mode, or back at the wrapper, by changing one link of each command's chain.
//
// Which one? With plain links the command is the link (iptables -> iptables-wrapper). With an alternatives
// system it is the link in the middle (iptables -> /etc/alternatives/iptables -> iptables-wrapper): that one
// is the system's to point at any registered path, while the first one must stay as it is. Both are the same
// rule: change the link whose text names the wrapper. No tool is run for it: dpkg's does not lock,
// chkconfig's removes the link before it makes the new one.
#pragma once

#include "wrapper/failure.hpp"
#include "wrapper/links/installation.hpp"
#include "wrapper/links/our_links.hpp"

#include <optional>
#include <string_view>

namespace iptables_wrapper::wrapper {

enum class LinkOutcome {
    linked,     ///< changed, or made
    unchanged,  ///< already as wanted
    not_ours,   ///< leads elsewhere, or is missing: left alone
    in_the_way, ///< left alone too, although all commands were to lead to the wrapper
    failed,     ///< could not be changed and is as it was
};

/// What became of one command.
struct LinkResult {
    std::string_view command;
    LinkOutcome outcome = LinkOutcome::not_ours;
    Hop link;             ///< the link looked at, with its new text when `linked`
    int error_number = 0; ///< when `failed`
};

/// What switching the links would come to, told without trying.
struct Outlook {
    enum class Kind {
        nothing_ours, ///< the command does not lead to the wrapper by a link
        changeable,
        refused, ///< the link's place cannot be written
    };
    Kind kind = Kind::nothing_ours;
    Path path;            ///< of the link; empty when there is none of ours
    int error_number = 0; ///< when `refused`
};

/// For the first call, most of all where it is one of many on a read-only root: looks at the link of
/// `command` in `directory`, which stands for all.
Outlook outlook_for_switching(const Installation& installation, std::string_view directory,
                              std::string_view command);

/// Why the commands beside the wrapper cannot be changed at all: where that is is not known, or the wrapper
/// is not there any more. Nothing where they can.
std::optional<Failure> obstacle_to_changes(const Installation& installation);

/// Points `command` in `directory` at `mode`, if one of its links is ours. A place that refuses one link
/// refuses the others as well: who changes them all stops at the first that `failed`.
LinkResult switch_link(const Installation& installation, std::string_view directory, std::string_view command,
                       Mode mode, Reach reach);

/// What to do about a command that does not exist, or is a link to nothing, although its real program does.
enum class Missing { leave, create };

/// Points `command` beside the wrapper at it. With Missing::create every command that has a real program is
/// to lead there; one that leads elsewhere is `in_the_way`. The wrapper's own file must be known.
LinkResult reset_link(const Installation& installation, std::string_view command, Missing missing);

} // namespace iptables_wrapper::wrapper
