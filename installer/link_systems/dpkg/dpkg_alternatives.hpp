// SPDX-License-Identifier: Apache-2.0
// dpkg's alternatives (Debian, Ubuntu, openSUSE Leap, some Alpine images): the wrapper is one more
// alternative of each group that holds commands, registered by update-alternatives itself.
#pragma once

#include "installer/link_systems/dpkg/update_alternatives.hpp"
#include "installer/link_systems/groups/group_state.hpp"
#include "installer/link_systems/link_system.hpp"

#include <optional>

namespace iptables_wrapper::installer {

struct DpkgAlternatives final : LinkSystem {
    std::optional<UpdateAlternatives> tool; ///< if it is installed
    std::vector<GroupState> groups;         ///< none without the tool

    [[nodiscard]] std::vector<std::string> commands() const override { return members_of(groups); }
    [[nodiscard]] Plan plan_installation(const Site& site, ChoiceByHand choice) const override;
    [[nodiscard]] Plan plan_removal(const Site& site) const override;
    [[nodiscard]] std::vector<Finding> judge(const Site& site) const override;
    [[nodiscard]] std::vector<fs::path> places_of_leftovers() const override;
};

/// Goes by what is registered: a tool that knows nothing of iptables decides about no commands.
std::shared_ptr<const LinkSystem> examine_dpkg_alternatives(const Search& search);

} // namespace iptables_wrapper::installer
