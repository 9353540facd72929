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

/// Whether the group keeps what was chosen while the wrapper was registered.
bool keeps_choice(const RecordedGroup& state, ChoiceByHand choice) {
    return choice == ChoiceByHand::kept && state.has_wrapper() && is_chosen_by_hand(state);
}

void join(const Site& site, const RecordedGroup& state, ChoiceByHand choice, Plan& plan) {
    const LinkGroup& group = state.group;
    const Alternative wanted = wanted_registration(group, state.wrapper);
    const bool registered = is_registered(group, wanted);
    const bool current =
        group.status == Status::automatic && group.value == state.wrapper && is_intact(site, state);
    const std::string name = "group " + in_quotes(group.master.name);
    if (registered && current) {
        plan.push_back(actions::unchanged(name));
        return;
    }
    if (registered && keeps_choice(state, choice)) {
        plan.push_back(actions::left_alone(name, in_quotes(group.value) + " was chosen by hand"));
        return;
    }
    if (!registered) {
        require_priority_to_spare(group, state.wrapper);
    }
    if (keeps_choice(state, choice)) {
        join_group_aside(state, wanted, plan);
        return;
    }
    if (is_chosen_by_hand(state) && state.choice.target != group.value) {
        plan.push_back(record_choice(group.master.name, group.value));
    }
    join_group(state, wanted, plan);
}

} // namespace

Plan ChkconfigAlternatives::plan_installation(const Site& site, ChoiceByHand choice) const {
    Plan plan;
    std::vector<fs::path> paths;
    for (const RecordedGroup& state : groups) {
        join(site, state, choice, plan);
        lead_through_group(site, state, plan);
        if (!keeps_choice(state, choice)) {
            std::ranges::copy(paths_of_members(site, state), std::back_inserter(paths));
        }
    }
    plan.push_back(actions::verify_leads_to(std::move(paths), site.wrapper));
    return plan;
}

Plan ChkconfigAlternatives::plan_removal(const Site& site) const {
    Plan plan;
    std::vector<fs::path> paths;
    for (const RecordedGroup& state : groups) {
        if (state.has_wrapper()) {
            leave_group(site, state, plan);
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
