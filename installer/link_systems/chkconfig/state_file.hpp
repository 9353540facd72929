// SPDX-License-Identifier: Apache-2.0
// The records of chkconfig's `alternatives` (Fedora, RHEL): one text file for each link group,
// /var/lib/alternatives/<group>, as its alternatives.c reads and writes it.
//
//   auto                        or manual
//   /usr/sbin/iptables          the master's link; its name is that of the file
//   ip6tables                   a follower's name,
//   /usr/sbin/ip6tables         and its link; as many pairs as there are followers
//                               an empty line
//   /usr/sbin/iptables-nft      an alternative,
//   @family@10 service          its priority, perhaps with a family and a service,
//   /usr/sbin/ip6tables-nft     and each follower's path, in the order above; empty where it has none
//
// Which alternative is current is not in the file: it is the one that the master's link in /etc/alternatives
// names.
#pragma once

#include "installer/link_systems/groups/link_group.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace iptables_wrapper::installer {

/// The group `name` as its file's `text` has it, `value` left empty; nothing where the text is not of that
/// format.
std::optional<LinkGroup> parse_state_file(std::string_view name, std::string_view text);

/// `text`, the file of `group`, with `wanted` as the last of its alternatives and in no other place, in auto
/// mode. All other lines stay as they are, also what only that tool knows about.
std::string with_alternative(std::string_view text, const LinkGroup& group, const Alternative& wanted);

/// `text`, the file of `group`, without the alternative `path`, in the mode `status`.
std::string without_alternative(std::string_view text, const LinkGroup& group, std::string_view path,
                                LinkGroup::Status status);

} // namespace iptables_wrapper::installer
