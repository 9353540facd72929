// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/chkconfig/chkconfig_alternatives.hpp"

#include "installer/commands/records.hpp"
#include "installer/link_systems/chkconfig/state_file_changes.hpp"
#include "installer/link_systems/groups/members.hpp"
#include "installer/link_systems/groups/registration.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

using Status = LinkGroup::Status;

/// Whether somebody has chosen what is current. The tool takes a link that was re-pointed for a choice by
/// hand, also in a group on record as automatic. So does it with what the wrapper switches to, from the next
/// upgrade on: only a group that does not have the wrapper yet can tell.
bool is_chosen_by_hand(const GroupState& state) {
    const LinkGroup& group = state.group;
    return group.alternative(group.value) != nullptr && !state.has_wrapper() &&
           (group.status == Status::manual || group.value != group.best);
}

void join(const Site& site, const RecordedGroup& state, Plan& plan) {
    const LinkGroup& group = state.group;
    const Alternative wanted = wanted_registration(group, state.wrapper);
    const bool current =
        group.status == Status::automatic && group.value == state.wrapper && is_intact(site, state);
    if (is_registered(group, wanted) && current) {
        plan.push_back(actions::unchanged("group " + quoted(group.master.name)));
        return;
    }
    if (is_chosen_by_hand(state) && state.choice.target != group.value) {
        plan.push_back(record_link(record_of_group(group.master.name), group.value));
    }
    join_group(state, wanted, plan);
}

} // namespace

Plan ChkconfigAlternatives::plan_installation(const Site& site, ChoiceByHand /*choice*/) const {
    Plan plan;
    std::vector<std::string> paths;
    for (const RecordedGroup& state : groups) {
        join(site, state, plan);
        lead_through_group(site, state, plan);
        std::ranges::copy(paths_of_members(site, state), std::back_inserter(paths));
    }
    plan.push_back(actions::verify_leads_to(std::move(paths), site.wrapper));
    return plan;
}

Plan ChkconfigAlternatives::plan_removal(const Site& site) const {
    Plan plan;
    std::vector<std::string> paths;
    for (const RecordedGroup& state : groups) {
        if (state.has_wrapper()) {
            leave_group(state, plan);
        }
        restore_members(site, state, plan);
        std::ranges::copy(paths_of_members(site, state), std::back_inserter(paths));
    }
    plan.push_back(actions::verify_leads_elsewhere(std::move(paths), site.wrapper));
    return plan;
}

std::vector<Finding> ChkconfigAlternatives::judge(const Site& site) const {
    std::vector<Finding> rows;
    for (const RecordedGroup& state : groups) {
        rows.push_back(judge_group(state));
    }
    for (const RecordedGroup& state : groups) {
        std::ranges::move(judge_members(site, state), std::back_inserter(rows));
    }
    return rows;
}

std::vector<std::string> ChkconfigAlternatives::places_of_leftovers() const {
    return {chkconfig_link_directory, chkconfig_state_directory};
}

std::shared_ptr<const LinkSystem> examine_chkconfig_alternatives(const Search& search) {
    ChkconfigAlternatives found;
    found.groups = find_recorded_groups(search);
    return std::make_shared<ChkconfigAlternatives>(std::move(found));
}

} // namespace iptables_wrapper::installer
