// SPDX-License-Identifier: Apache-2.0
// chkconfig's `alternatives` (Fedora, RHEL), which is read and changed without its tool.
//
// That tool removes each link before it makes the new one, so a command that is called in between is not
// found. But it goes by its state file alone: a registration is nothing but a state file in its format, and
// the links that this file describes. So the installer replaces the file as a whole and each link by a
// rename, and the result cannot be told from the tool's, except that there was no gap. It also works where
// the tool cannot be run.
#pragma once

#include "installer/link_systems/chkconfig/recorded_group.hpp"
#include "installer/link_systems/link_system.hpp"

namespace iptables_wrapper::installer {

struct ChkconfigAlternatives final : LinkSystem {
    fs::path state_directory;
    std::vector<RecordedGroup> groups;

    [[nodiscard]] std::vector<std::string> commands() const override { return members_of(groups); }
    [[nodiscard]] Plan plan_installation(const Site& site, ChoiceByHand choice) const override;
    [[nodiscard]] Plan plan_removal(const Site& site) const override;
    [[nodiscard]] std::vector<Finding> judge(const Site& site) const override;
    [[nodiscard]] std::vector<fs::path> places_of_leftovers() const override;
};

/// The groups that hold unclaimed commands.
std::shared_ptr<const LinkSystem> examine_chkconfig_alternatives(const Search& search);

} // namespace iptables_wrapper::installer
