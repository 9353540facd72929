// SPDX-License-Identifier: Apache-2.0
// What dpkg's and chkconfig's alternatives have in common: the order of the steps, and the rows of a check.
// How a group is changed differs.
#pragma once

#include "installer/commands/records.hpp"
#include "installer/link_systems/groups/group_state.hpp"
#include "installer/link_systems/groups/members.hpp"
#include "installer/link_systems/groups/registration.hpp"
#include "installer/link_systems/link_system.hpp"

#include <algorithm>
#include <iterator>

namespace iptables_wrapper::installer {

/// `State` is a GroupState.
template <typename State>
struct GroupedAlternatives : LinkSystem {
    std::vector<State> groups;

    [[nodiscard]] std::vector<std::string> commands() const override {
        std::vector<std::string> names;
        for (const State& state : groups) {
            std::ranges::transform(state.members, std::back_inserter(names), &Member::command);
        }
        return names;
    }

    [[nodiscard]] Plan plan_installation(const Site& site, ChoiceByHand choice) const override {
        Plan plan;
        std::vector<fs::path> paths;
        for (const State& state : groups) {
            // Only what was chosen while the wrapper was registered stays.
            const bool keep = choice == ChoiceByHand::kept && state.has_wrapper() && is_chosen_by_hand(state);
            join(site, state, keep, plan);
            lead_through_group(site, state, plan);
            if (!keep) {
                std::ranges::copy(paths_of_members(site, state), std::back_inserter(paths));
            }
        }
        plan.push_back(actions::verify_leads_to(std::move(paths), site.wrapper));
        return plan;
    }

    [[nodiscard]] Plan plan_removal(const Site& site) const override {
        Plan plan;
        std::vector<fs::path> paths;
        for (const State& state : groups) {
            Plan steps;
            leave(site, state, steps);
            restore_members(site, state, steps);
            std::ranges::move(steps, std::back_inserter(plan));
            std::ranges::copy(paths_of_members(site, state), std::back_inserter(paths));
        }
        plan.push_back(actions::verify_leads_elsewhere(std::move(paths), site.wrapper));
        return plan;
    }

    [[nodiscard]] std::vector<Finding> judge(const Site& site) const override {
        std::vector<Finding> rows;
        for (const State& state : groups) {
            rows.push_back(judge_group(state));
        }
        for (const State& state : groups) {
            const Finding::ChosenBy chosen_by =
                is_chosen_by_hand(state) ? Finding::ChosenBy::hand : Finding::ChosenBy::call;
            std::ranges::move(judge_members(site, state, chosen_by), std::back_inserter(rows));
        }
        return rows;
    }

protected:
    /// Whether someone has chosen what is current, and it could be chosen again.
    [[nodiscard]] virtual bool is_chosen_by_hand(const State& state) const = 0;
    /// Adds the steps that register `wanted` and make it current.
    virtual void make_current(const State& state, const Alternative& wanted, Plan& plan) const = 0;
    /// Adds the steps that register `wanted` and leave current what is.
    virtual void add_aside(const State& state, const Alternative& wanted, Plan& plan) const = 0;
    /// Adds the steps that remove the wrapper from the group, if it is there, and choose again what had been
    /// chosen by hand before, unless someone has chosen something since.
    virtual void leave(const Site& site, const State& state, Plan& plan) const = 0;

private:
    void join(const Site& site, const State& state, bool keep, Plan& plan) const {
        const LinkGroup& group = state.group;
        const Alternative wanted = wanted_registration(group, state.wrapper);
        const bool registered = is_registered(group, wanted);
        const bool current = group.status == LinkGroup::Status::automatic && group.value == state.wrapper &&
                             is_intact(site, state);
        const std::string name = "group " + in_quotes(group.master.name);
        if (registered && current) {
            plan.push_back(actions::unchanged(name));
            return;
        }
        if (registered && keep) {
            plan.push_back(actions::left_alone(name, in_quotes(group.value) + " was chosen by hand"));
            return;
        }
        if (!registered) {
            require_priority_to_spare(group, state.wrapper);
        }
        if (keep) {
            add_aside(state, wanted, plan);
            return;
        }
        if (is_chosen_by_hand(state) && state.choice.target != group.value) {
            plan.push_back(record_choice(group.master.name, group.value));
        }
        make_current(state, wanted, plan);
    }
};

} // namespace iptables_wrapper::installer
