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
#include "wrapper/links/link_changes.hpp"
#include "wrapper/links/our_links.hpp"

#include <optional>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// Why none of the commands beside the wrapper can be changed: where the wrapper is is not known, or it is
/// gone. Nothing if they can be changed.
std::optional<Failure> obstacle_to_changes(const Installation& installation);

/// Points the commands in `directory` at `mode`, those of them that have a link of ours: one to the wrapper
/// or, with PointsAt::real, one that was switched before.
LinkResults switch_links(const Installation& installation, std::string_view directory, Mode mode,
                         PointsAt furthest);

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
