// SPDX-License-Identifier: Apache-2.0
// What dpkg's and chkconfig's alternatives have in common: what is examined of a group, the order of the
// steps, and the rows of a check. How a group is changed differs.
#pragma once

#include "installer/commands/records.hpp"
#include "installer/commands/site.hpp"
#include "installer/link_systems/groups/link_group.hpp"
#include "installer/link_systems/link_system.hpp"
#include "installer/system/path.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// A command whose link is in a group.
struct Member {
    std::string command; ///< its name
    std::string between; ///< what its link has to point at: "/etc/alternatives/iptables"
    Node around; ///< at record_around(command): what the link was before the installation, if it did not
};

/// A group that holds some of the commands, as it was found.
struct GroupState {
    LinkGroup group;
    Node choice;         ///< at record_of_group(name): what had been chosen by hand before the installation
    std::string wrapper; ///< the path that the wrapper is registered as, or will be: beside the others
    fs::path link_directory; ///< usually /etc/alternatives
    std::vector<Member> members;

    /// What `link` points at when it leads through the group: a link of the alternatives system, in the
    /// tool's spelling.
    [[nodiscard]] std::string between(const GroupLink& link) const;

    /// Whether the wrapper is registered.
    [[nodiscard]] bool has_wrapper() const;
};

/// Examines `group`, whose links lead through those in `link_directory`.
GroupState examine_group(const Site& site, LinkGroup group, const fs::path& link_directory);

/// The groups that hold the commands called `names`: one that is in no group yet may be the name of a group,
/// which `read` returns if there is one.
template <typename State, typename Read>
std::vector<State> find_groups(const std::vector<std::string>& names, Read read) {
    std::vector<State> found;
    for (const std::string& name : names) {
        const bool held =
            std::ranges::any_of(found, [&name](const State& state) { return state.group.holds(name); });
        if (held) {
            continue;
        }
        if (std::optional<State> state = read(name)) {
            found.push_back(std::move(*state));
        }
    }
    return found;
}

/// Whether all members lead to the wrapper through the group's own links.
bool is_intact(const Site& site, const GroupState& state);

/// The links of the alternatives system as they are when `next` is current. Those that it does not provide
/// are left out.
std::vector<MakeLink> links_to(const GroupState& state, const Alternative& next);

/// Adds the steps that make each member a link through its group again, and keep what is there.
void lead_through_group(const Site& site, const GroupState& state, Plan& plan);

/// Adds the step that restores what a member was before it led through its group. `plan` holds the changes of
/// the group so far: a tool that is run makes all links of the group anew, so links that someone else has
/// changed must be restored afterwards.
void restore_member(const Site& site, const Member& member, Plan& plan);

/// The row for the wrapper's registration in the group.
CheckRow judge_group(const GroupState& state);

/// The row for a member, whose mode was chosen so if it does not lead to the wrapper.
CheckRow judge_member(const Site& site, const GroupState& state, const Member& member,
                      CheckRow::ChosenBy chosen_by);

/// The words for changes of a group.
namespace group_words {
Words enroll(const std::string& path, const LinkGroup& group);
Words make_current(const std::string& path, const LinkGroup& group);
Words withdraw(const std::string& path, const LinkGroup& group);
} // namespace group_words

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
                add_paths(site, state, paths);
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
            for (const Member& member : state.members) {
                restore_member(site, member, steps);
            }
            std::ranges::move(steps, std::back_inserter(plan));
            add_paths(site, state, paths);
        }
        plan.push_back(actions::verify_leads_elsewhere(std::move(paths), site.wrapper));
        return plan;
    }

    [[nodiscard]] std::vector<CheckRow> judge(const Site& site) const override {
        std::vector<CheckRow> rows;
        std::ranges::transform(groups, std::back_inserter(rows), judge_group);
        for (const State& state : groups) {
            const CheckRow::ChosenBy chosen_by =
                is_chosen_by_hand(state) ? CheckRow::ChosenBy::hand : CheckRow::ChosenBy::call;
            for (const Member& member : state.members) {
                rows.push_back(judge_member(site, state, member, chosen_by));
            }
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
    static void add_paths(const Site& site, const State& state, std::vector<fs::path>& paths) {
        for (const Member& member : state.members) {
            paths.push_back(site.command(member.command).path);
        }
    }

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
