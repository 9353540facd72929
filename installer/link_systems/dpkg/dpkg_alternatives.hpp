// SPDX-License-Identifier: Apache-2.0
// dpkg's alternatives (Debian, Ubuntu, openSUSE Leap, some Alpine images): the wrapper is one more
// alternative of each group that holds commands, registered by update-alternatives itself.
#pragma once

#include "installer/link_systems/dpkg/update_alternatives.hpp"
#include "installer/link_systems/groups/grouped_alternatives.hpp"

#include <optional>

namespace iptables_wrapper::installer {

struct DpkgAlternatives final : GroupedAlternatives<GroupState> {
    std::optional<UpdateAlternatives> tool; ///< if it is installed; without it, there are no groups

    [[nodiscard]] std::vector<fs::path> places_of_leftovers() const override;

protected:
    [[nodiscard]] bool is_chosen_by_hand(const GroupState& state) const override;
    void make_current(const GroupState& state, const Alternative& wanted, Plan& plan) const override;
    void add_aside(const GroupState& state, const Alternative& wanted, Plan& plan) const override;
    void leave(const Site& site, const GroupState& state, Plan& plan) const override;
};

/// Goes by what is registered: a tool that knows nothing of iptables decides about no commands.
std::shared_ptr<const LinkSystem> examine_dpkg_alternatives(const Search& search);

} // namespace iptables_wrapper::installer
