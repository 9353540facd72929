// SPDX-License-Identifier: Apache-2.0
// chkconfig's `alternatives` (Fedora, RHEL), which is read and changed without its tool.
//
// That tool removes each link before it makes the new one, so that a command called meanwhile is not found.
// It follows its record, though, and looks at nothing else: a record written in its own format and links that
// are what the record says are all there is to a registration. So the record is replaced as a whole and each
// link by a rename, and nobody can tell the result from the tool's, except that there was no gap. It also
// works where the tool cannot be run.
#pragma once

#include "installer/link_systems/link_group.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

/// Where the links are that the registered ones lead through.
inline constexpr std::string_view chkconfig_link_directory = "/etc/alternatives";

/// A group, and the file that is its record.
struct RecordedGroup {
    LinkGroup group;
    std::string file;
    std::string text; ///< what is in it
};

/// The groups on record that hold the commands: each command that is in no group yet is looked for as a group
/// of its own. A record of unknown form is taken as none, and `warnings` gets a sentence about it. Throws
/// Failure when a record cannot be read, or when the tool has left a half-written one beside it: as long as
/// that lies there, the tool refuses every change, so the next package upgrade would not do its part.
std::vector<RecordedGroup> find_recorded_groups(std::vector<std::string>& warnings);

} // namespace iptables_wrapper::installer
