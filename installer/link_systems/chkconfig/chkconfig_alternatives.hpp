// SPDX-License-Identifier: Apache-2.0
// chkconfig's `alternatives` (Fedora, RHEL), which is read and changed without its tool.
//
// That tool removes each link before it makes the new one, so a command that is called in between is not
// found. But it goes by its state file alone: a registration is nothing but a state file in its format, and
// the links that this file describes. So the installer replaces the file as a whole and each link by a
// rename, and the result cannot be told from the tool's, except that there was no gap. It also works where
// the tool cannot be run.
#pragma once

#include "installer/link_systems/groups/grouped_alternatives.hpp"
#include "installer/system/atomic_file.hpp"

#include <string>
#include <vector>

namespace iptables_wrapper::installer {

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
};

struct ChkconfigAlternatives final : GroupedAlternatives<RecordedGroup> {
    fs::path state_directory;

    [[nodiscard]] std::vector<fs::path> places_of_leftovers() const override;

protected:
    /// The tool takes a link that was re-pointed for a choice by hand, even if the state file says auto. If
    /// the wrapper is registered, it may have re-pointed the link itself: then a choice counts only if the
    /// state file says manual and is not newer than the link, as `--set` leaves them.
    [[nodiscard]] bool is_chosen_by_hand(const RecordedGroup& state) const override;
    /// The state file first, so that a run that is killed in between can be finished by the tool as well as
    /// by us, then the links in /etc/alternatives. The registered links are not among them.
    void make_current(const RecordedGroup& state, const Alternative& wanted, Plan& plan) const override;
    void add_aside(const RecordedGroup& state, const Alternative& wanted, Plan& plan) const override;
    /// Without a choice, the group returns to auto mode with its best alternative. Names that this does not
    /// provide lose their links. If no alternative is left, the commands lead to what they can run; if there
    /// is nothing, the group is removed, as the tool does.
    void leave(const Site& site, const RecordedGroup& state, Plan& plan) const override;
};

/// The groups that hold unclaimed commands.
std::shared_ptr<const LinkSystem> examine_chkconfig_alternatives(const Search& search);

} // namespace iptables_wrapper::installer
