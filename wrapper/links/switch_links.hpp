// SPDX-License-Identifier: Apache-2.0
// Pointing the commands at a mode, or back at the wrapper, by changing one link of each command's chain.
//
// Which link? With plain links, the command is the link (iptables -> iptables-wrapper). With an alternatives
// system, it is the link in the middle (iptables -> /etc/alternatives/iptables -> iptables-wrapper): the
// system may point that one at any registered path, while the first one must stay as it is. Both follow one
// rule: change the link whose text names the wrapper. We run no tool for it, because dpkg's takes no lock,
// and chkconfig's removes the link before it makes the new one.
//
// All six links change, or none. First, each new link is made under a temporary name, so that a full disk
// stops us before anything has changed. Then each is exchanged with the old one (renameat2(2),
// RENAME_EXCHANGE), and we look at what came back. If that is not the link that we have seen before, somebody
// else has changed it since: it goes back to its place, and so do those that were exchanged before. As the
// old links are still there, undoing takes no space.
#pragma once

#include "wrapper/failure.hpp"
#include "wrapper/links/installation.hpp"
#include "wrapper/links/our_links.hpp"
#include "wrapper/output.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace iptables_wrapper::wrapper {

enum class LinkOutcome {
    linked,     ///< changed, or made
    unchanged,  ///< already as wanted
    not_ours,   ///< leads elsewhere, or is missing: left alone
    in_the_way, ///< also left alone, although it should lead to the wrapper
    failed,     ///< could not be changed, and is as it was
    overtaken,  ///< somebody else has changed it meanwhile, and it is as they left it
    held_back,  ///< is as it was, because another one has failed or was overtaken
};

/// The result for one command. Its texts live until the next change.
struct LinkResult {
    std::string_view command;
    LinkOutcome outcome = LinkOutcome::not_ours;
    std::string_view link;   ///< the path of the link looked at
    std::string_view target; ///< its new text when `linked`
    int error_number = 0;    ///< when `failed`
};

/// One for each command, in the order of all_commands.
using LinkResults = std::array<LinkResult, all_commands.size()>;

/// What became of a link, on one line without a line feed: "linked '/usr/sbin/iptables' -> 'iptables-nft'".
void append_words(Output& output, const LinkResult& result);

/// Why none of the commands beside the wrapper can be changed: where the wrapper is is not known, or it is
/// gone. Nothing if they can be changed.
std::optional<Failure> obstacle_to_changes(const Installation& installation);

/// Points the commands in `directory` at `mode`, those of them that have a link of ours.
LinkResults switch_links(const Installation& installation, std::string_view directory, Mode mode,
                         Reach reach);

/// Why no links should be made in `directory`, which is not one of the commands' own: others may change what
/// is there, or it cannot be looked at. Nothing if they may be made. A fresh volume is closed to
/// others first.
std::optional<Failure> obstacle_to_links_in(const char* directory, const Installation& installation);

/// Makes the commands in `directory`, as links to the real programs of `mode`. What is there under their
/// names and was not made like this is `in_the_way`, and nothing is changed then.
LinkResults make_links_in(const Installation& installation, std::string_view directory, Mode mode);

/// What to do about a command that is missing, or a link to nothing, although its real program is installed.
enum class Missing { leave, create };

/// Points the commands beside the wrapper back at it. With Missing::create, every command that has a real
/// program must lead there; one that leads elsewhere is `in_the_way`, and no reason to leave the others. The
/// wrapper's own file must be known.
LinkResults reset_links(const Installation& installation, Missing missing);

} // namespace iptables_wrapper::wrapper
