// SPDX-License-Identifier: Apache-2.0
// A link group that holds some of the commands: what dpkg's and chkconfig's alternatives have in common.
#pragma once

#include "installer/commands/site.hpp"
#include "installer/link_systems/groups/link_group.hpp"
#include "installer/system/path.hpp"

#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// A command whose link is in a group.
struct Member {
    std::string command; ///< its name
    std::string between; ///< what its link has to point at: "/etc/alternatives/iptables"
    Node around; ///< at record_around(command): what the link was before the installation, if it did not
};

/// A group as it was found.
struct GroupState {
    LinkGroup group;
    Node choice;         ///< at record_of_group(name): what had been chosen by hand before the installation
    std::string wrapper; ///< the path that the wrapper is registered as, or will be: beside the others
    fs::path link_directory; ///< usually /etc/alternatives
    std::vector<Member> members;

    /// What `link` points at when it leads through the group: a link of the alternatives system, in the
    /// tool's spelling.
    [[nodiscard]] std::string between(const GroupLink& link) const;

    /// Whether the wrapper is registered.
    [[nodiscard]] bool has_wrapper() const;
};

/// Examines `group`, whose links lead through those in `link_directory`.
GroupState examine_group(const Site& site, LinkGroup group, const fs::path& link_directory);

/// Whether all members lead to the wrapper through the group's own links.
bool is_intact(const Site& site, const GroupState& state);

} // namespace iptables_wrapper::installer
