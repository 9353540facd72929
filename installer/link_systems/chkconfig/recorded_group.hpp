// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/link_systems/groups/group_state.hpp"
#include "installer/link_systems/link_system.hpp"
#include "installer/system/atomic_file.hpp"

#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// Where the links are that the registered ones lead through.
inline constexpr const char* chkconfig_link_directory = "/etc/alternatives";

/// Where the state files are.
inline constexpr const char* chkconfig_state_directory = "/var/lib/alternatives";

/// A group, and the state file it is kept in.
struct RecordedGroup : GroupState {
    std::string file;
    std::string text; ///< what is in it
    FileAttributes attributes;
    std::vector<Node> registered; ///< what is at the links of `group`, in the order of LinkGroup::links
};

/// The groups that hold unclaimed commands: each command that is in no group yet is looked for as a group of
/// its own. A state file of unknown form is taken as none, with a warning. Throws Failure when one cannot be
/// read, or when the tool has left a half-written one beside it: as long as that lies there, the tool refuses
/// every change, so the next package upgrade would not do its part.
std::vector<RecordedGroup> find_recorded_groups(const Search& search);

} // namespace iptables_wrapper::installer
