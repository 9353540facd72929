// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/link_systems/groups/group_state.hpp"
#include "installer/link_systems/link_system.hpp"
#include "installer/system/atomic_file.hpp"
#include "installer/system/path.hpp"

#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// The directory of the links that the registered links lead through.
inline constexpr const char* chkconfig_link_directory = "/etc/alternatives";

/// A group, and the state file it is kept in.
struct RecordedGroup : GroupState {
    /// Which is newer: the state file, or the link that says what is current. `--set` writes the file, then
    /// the link. The wrapper changes the link alone, and the tool takes that for a choice by hand when it
    /// next writes the file (at a package upgrade).
    enum class Latest { file, link };

    fs::path file;
    std::string text;             ///< what is in it
    FileAttributes attributes;    ///< for the file that replaces it
    Latest latest = Latest::link; ///< also if neither is newer
    std::vector<Node> registered; ///< what is at the links of `group`, in the order of LinkGroup::links

    /// The alternative that `path` names, in /usr/sbin or /usr/bin: the tool takes these two for one, so a
    /// recorded choice survives when packages move from one to the other. Null for none.
    [[nodiscard]] const Alternative* alternative_named(const std::string& path) const;
};

/// The directory of the state files: /var/lib/alternatives, or on ostree systems without it
/// /etc/alternatives-admindir.
fs::path find_state_directory();

/// The groups in `directory` that hold unclaimed commands: a command that is in no group yet may be the name
/// of one. Throws Failure if a state file cannot be read or is not one, or if the tool has left a
/// half-written one beside it: while that is there, the tool refuses every change, so the next package
/// upgrade could not do its part.
std::vector<RecordedGroup> find_recorded_groups(const fs::path& directory, const Search& search);

} // namespace iptables_wrapper::installer
