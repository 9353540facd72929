// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/dpkg/dpkg_alternatives.hpp"

#include "installer/commands/records.hpp"
#include "installer/link_systems/dpkg/changes.hpp"
#include "installer/link_systems/groups/members.hpp"
#include "installer/link_systems/groups/registration.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

using Status = LinkGroup::Status;

/// Whether someone has chosen what is current, and it could be chosen again.
bool is_chosen_by_hand(const GroupState& state) {
    const LinkGroup& group = state.group;
    return group.status == Status::manual && group.value != state.wrapper &&
           group.alternative(group.value) != nullptr;
}

/// Whether the group keeps what was chosen while the wrapper was registered.
bool keeps_choice(const GroupState& state, ChoiceByHand choice) {
    return choice == ChoiceByHand::kept && state.has_wrapper() && is_chosen_by_hand(state);
}

void join(const UpdateAlternatives& tool, const Site& site, const GroupState& state, ChoiceByHand choice,
          Plan& plan) {
    const LinkGroup& group = state.group;
    const Alternative wanted = wanted_registration(group, state.wrapper);
    const bool registered = is_registered(group, wanted);
    const bool manual = group.status == Status::manual;
    const bool current = !manual && group.value == state.wrapper && is_intact(site, state);

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
        plan.push_back(enroll(tool, group, wanted)); // changes no link in manual mode
        return;
    }
    if (is_chosen_by_hand(state) && state.choice.target != group.value) {
        plan.push_back(record_choice(group.master.name, group.value));
    }
    if (!registered) {
        plan.push_back(enroll(tool, group, wanted));
    }
    // Registering makes the wrapper current only if the group follows the priorities: not in manual mode, nor
    // if the link has been set to something that update-alternatives does not know.
    if (registered || manual || group.alternative(group.value) == nullptr) {
        plan.push_back(make_current(tool, group, state.wrapper));
    }
}

/// Whether the group is in manual mode only because of the wrapper: if the multi-call programs are
/// registered, what the wrapper switches to looks to the tool like a link that someone changed.
bool is_manual_by_switching(const Site& site, const GroupState& state) {
    const LinkGroup& group = state.group;
    if (group.status == Status::automatic || group.alternative(group.value) != nullptr) {
        return false;
    }
    const std::string value = fs::path(group.value).filename().native();
    return std::ranges::any_of(site.commands, [&value](const CommandState& command) {
        return std::ranges::find(command.switched_targets, value) != command.switched_targets.end();
    });
}

/// What had been chosen by hand before the installation; null for nothing that is still there.
const Alternative* choice_before(const GroupState& state) {
    return state.choice.kind == Node::Kind::link ? state.group.alternative(state.choice.target) : nullptr;
}

/// Points the links at what is current when the wrapper has gone: `chosen`, or for null what has the highest
/// priority.
void lead_onwards(const UpdateAlternatives& tool, const GroupState& state, const Alternative* chosen,
                  Plan& plan) {
    const Alternative* const next = chosen != nullptr ? chosen : best_other(state.group, state.wrapper);
    if (next != nullptr) {
        lead_to(tool, state.group, *next, plan);
    }
}

/// Chooses again what had been chosen by hand before, unless someone has chosen something since.
void leave(const UpdateAlternatives& tool, const Site& site, const GroupState& state, Plan& plan) {
    const LinkGroup& group = state.group;
    const bool by_switching = is_manual_by_switching(site, state);
    if (group.status == Status::manual && group.value != state.wrapper && !by_switching) {
        plan.push_back(withdraw(tool, group, state.wrapper));
        return;
    }
    if (by_switching) {
        plan.push_back(follow_priorities(tool, group));
    }
    const Alternative* const chosen = choice_before(state);
    lead_onwards(tool, state, chosen, plan);
    if (chosen != nullptr) {
        plan.push_back(choose(tool, group, chosen->path));
    }
    plan.push_back(withdraw(tool, group, state.wrapper));
}

/// Whether links of the group lead to the wrapper though it is not registered. update-alternatives writes its
/// database first and the links after it, so a power cut in between leaves them.
bool has_stale_links(const Site& site, const GroupState& state) {
    return std::ranges::any_of(state.members, [&site](const Member& member) {
        const CommandState& command = site.command(member.command);
        return command.reaches_wrapper && command.node.target == member.between;
    });
}

/// Finishes a removal that was cut off.
void finish_removal(const UpdateAlternatives& tool, const GroupState& state, Plan& plan) {
    const Alternative* const chosen = choice_before(state);
    lead_onwards(tool, state, chosen, plan);
    plan.push_back(chosen != nullptr ? choose(tool, state.group, chosen->path)
                                     : follow_priorities(tool, state.group));
}

} // namespace

Plan DpkgAlternatives::plan_installation(const Site& site, ChoiceByHand choice) const {
    Plan plan;
    std::vector<fs::path> paths;
    for (const GroupState& state : groups) {
        join(*tool, site, state, choice, plan);
        lead_through_group(site, state, plan);
        if (!keeps_choice(state, choice)) {
            std::ranges::copy(paths_of_members(site, state), std::back_inserter(paths));
        }
    }
    plan.push_back(actions::verify_leads_to(std::move(paths), site.wrapper));
    return plan;
}

Plan DpkgAlternatives::plan_removal(const Site& site) const {
    Plan plan;
    std::vector<fs::path> paths;
    for (const GroupState& state : groups) {
        Plan steps;
        if (state.has_wrapper()) {
            leave(*tool, site, state, steps);
        } else if (has_stale_links(site, state)) {
            finish_removal(*tool, state, steps);
        }
        restore_members(site, state, steps);
        std::ranges::move(steps, std::back_inserter(plan));
        std::ranges::copy(paths_of_members(site, state), std::back_inserter(paths));
    }
    plan.push_back(actions::verify_leads_elsewhere(std::move(paths), site.wrapper));
    return plan;
}

std::vector<Finding> DpkgAlternatives::judge(const Site& site) const {
    std::vector<Finding> rows;
    for (const GroupState& state : groups) {
        rows.push_back(judge_group(state));
    }
    for (const GroupState& state : groups) {
        std::ranges::move(judge_members(site, state), std::back_inserter(rows));
    }
    return rows;
}

std::vector<fs::path> DpkgAlternatives::places_of_leftovers() const {
    if (!tool) {
        return {};
    }
    return {tool->link_directory, tool->record_directory};
}

std::shared_ptr<const LinkSystem> examine_dpkg_alternatives(const Search& search) {
    DpkgAlternatives found;
    found.tool = find_update_alternatives(search.warnings);
    if (found.tool) {
        for (LinkGroup& group : find_groups(*found.tool)) {
            found.groups.push_back(examine_group(search.site, std::move(group), found.tool->link_directory));
        }
    }
    return std::make_shared<DpkgAlternatives>(std::move(found));
}

} // namespace iptables_wrapper::installer
