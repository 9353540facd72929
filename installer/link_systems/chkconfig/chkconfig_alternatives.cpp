// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/chkconfig/chkconfig_alternatives.hpp"

#include "installer/link_systems/chkconfig/state_file_changes.hpp"

namespace iptables_wrapper::installer {

bool ChkconfigAlternatives::is_chosen_by_hand(const RecordedGroup& state) const {
    return installer::is_chosen_by_hand(state);
}

void ChkconfigAlternatives::make_current(const RecordedGroup& state, const Alternative& wanted,
                                         Plan& plan) const {
    join_group(state, wanted, plan);
}

void ChkconfigAlternatives::add_aside(const RecordedGroup& state, const Alternative& wanted,
                                      Plan& plan) const {
    join_group_aside(state, wanted, plan);
}

void ChkconfigAlternatives::leave(const Site& site, const RecordedGroup& state, Plan& plan) const {
    if (state.has_wrapper()) {
        leave_group(site, state, plan);
    }
}

std::vector<fs::path> ChkconfigAlternatives::places_of_leftovers() const {
    return {chkconfig_link_directory, state_directory};
}

std::shared_ptr<const LinkSystem> examine_chkconfig_alternatives(const Search& search) {
    ChkconfigAlternatives found;
    found.state_directory = find_state_directory();
    found.groups = find_recorded_groups(found.state_directory, search);
    return std::make_shared<ChkconfigAlternatives>(std::move(found));
}

} // namespace iptables_wrapper::installer
