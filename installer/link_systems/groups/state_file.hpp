// SPDX-License-Identifier: Apache-2.0
// The state files of chkconfig's `alternatives` (Fedora, RHEL): one text file for each link group, as that
// tool reads and writes it. dpkg's tool keeps its groups in the same format.
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
// The tool is lenient: blanks before a line do not count, priorities are read as by strtol(3) and truncated
// to an int, an empty line in place of an alternative ends the file, and lines that the last alternative
// lacks count as empty. Which alternative is current is not in the file: it is the one that the master's link
// in /etc/alternatives names.
#pragma once

#include "installer/link_systems/groups/link_group.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace iptables_wrapper::installer {

/// The group `name` that `text`, its state file, describes, with `value` left empty. Nothing if the tool
/// would refuse the text, too.
std::optional<LinkGroup> parse_state_file(std::string_view name, std::string_view text);

/// `text`, a state file, with `wanted` as its last alternative and nowhere else, in the mode `status`.
/// Everything else that the tool knows stays as it is.
std::string with_alternative(std::string_view text, const Alternative& wanted, LinkGroup::Status status);

/// `text`, a state file, without the alternative `path`, in the mode `status`.
std::string without_alternative(std::string_view text, std::string_view path, LinkGroup::Status status);

} // namespace iptables_wrapper::installer
