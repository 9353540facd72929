// SPDX-License-Identifier: Apache-2.0
// Pointing the commands at a mode, or back at the wrapper, by changing one link of each command's chain.
//
// Which link? With plain links, the command is the link (iptables -> iptables-wrapper). With an alternatives
// system, it is the link in the middle (iptables -> /etc/alternatives/iptables -> iptables-wrapper): the
// system may point that one at any registered path, while the first one must stay as it is. Both follow one
// rule: change the link whose text names the wrapper. We run no tool for it, because dpkg's takes no lock,
// and chkconfig's removes the link before it makes the new one.
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
    in_the_way, ///< also left alone, although it should lead to the wrapper
    failed,     ///< could not be changed, and is as it was
};

/// The result for one command.
struct LinkResult {
    std::string_view command;
    LinkOutcome outcome = LinkOutcome::not_ours;
    Hop link;             ///< the link looked at, with its new text when `linked`
    int error_number = 0; ///< when `failed`
};

/// What would happen to the links, known without trying.
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

/// Looks only at the link of `command` in `directory`, which stands for all: every call on a read-only root
/// does this.
Outlook outlook_for_switching(const Installation& installation, std::string_view directory,
                              std::string_view command);

/// Why none of the commands beside the wrapper can be changed: where the wrapper is is not known, or it is
/// gone. Nothing if they can be changed.
std::optional<Failure> obstacle_to_changes(const Installation& installation);

/// Points `command` in `directory` at `mode`, if one of its links is ours. If this `failed`, the other
/// commands would fail for the same reason: a caller that changes all of them stops there.
LinkResult switch_link(const Installation& installation, std::string_view directory, std::string_view command,
                       Mode mode, Reach reach);

/// What to do about a command that is missing, or a link to nothing, although its real program is installed.
enum class Missing { leave, create };

/// Points `command`, which is beside the wrapper, back at it. With Missing::create, every command that has a
/// real program must lead there; one that leads elsewhere is `in_the_way`. The wrapper's own file must be
/// known.
LinkResult reset_link(const Installation& installation, std::string_view command, Missing missing);

} // namespace iptables_wrapper::wrapper
