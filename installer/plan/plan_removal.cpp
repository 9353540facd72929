// SPDX-License-Identifier: Apache-2.0
#include "common/commands.hpp"
#include "installer/commands/records.hpp"
#include "installer/plan/plan.hpp"

#include <algorithm>
#include <iterator>

namespace iptables_wrapper::installer {

namespace {

using Kind = Node::Kind;

void forget_records(const Survey& survey, Plan& plan) {
    for (const fs::path& path : survey.records) {
        // A hidden file among the records would keep their directory from being removed.
        plan.push_back(actions::remove(
            {path, Remove::Importance::required, Remove::Moment::at_once, BackupMethod::in_memory}));
    }
    const auto& directories = survey.state_directories;
    std::for_each(directories.rbegin(), directories.rend(), [&](const fs::path& path) {
        if (path.native().starts_with(state_directory)) {
            plan.push_back(actions::remove_directory(path));
        }
    });
}

/// Whether the plan only looks and changes nothing.
bool changes_nothing(const Plan& plan) {
    return std::ranges::all_of(
        plan, [](const Action& action) { return std::holds_alternative<Verify>(action.operation); });
}

/// Whether the link was left by a wrapper beside it: it leads there, or to a real program that has gone.
bool is_deserted(const Site& site, const CommandState& command) {
    return points_at_neighbour(site, command) || (command.leads_nowhere && is_real_name(command.node.target));
}

} // namespace

void clear_deserted(const std::vector<Site>& sites, Plan& plan) {
    for (const Site& site : sites) {
        for (const CommandState& command : site.commands) {
            const auto beside = std::ranges::find_if(command.switched_targets, is_real_name);
            if (!is_deserted(site, command)) {
                continue;
            }
            if (beside != command.switched_targets.end()) {
                plan.push_back(actions::make_link(command.path, *beside));
            } else {
                plan.push_back(actions::remove({command.path}));
            }
        }
        if (site.wrapper_node.kind == Kind::file || site.wrapper_node.kind == Kind::link) {
            plan.push_back(
                actions::remove({site.wrapper, Remove::Importance::required, Remove::Moment::after_lookups}));
        }
    }
}

Plan plan_removal(const Survey& survey) {
    Plan steps;
    for (const auto& system : survey.link_systems) {
        std::ranges::move(system->plan_removal(survey.site), std::back_inserter(steps));
    }
    forget_records(survey, steps);
    clear_deserted(survey.deserted, steps);
    if (survey.site.wrapper_node.kind == Kind::file || survey.site.wrapper_node.kind == Kind::link) {
        steps.push_back(actions::remove(
            {survey.site.wrapper, Remove::Importance::required, Remove::Moment::after_lookups}));
    }
    if (changes_nothing(steps)) {
        steps.push_back(actions::nothing_to_uninstall(survey.site.directory));
    }

    Plan plan;
    for (const fs::path& path : survey.leftovers) {
        plan.push_back(actions::remove_leftover(path)); // first: one could be in a directory that is to go
    }
    std::ranges::move(steps, std::back_inserter(plan));
    return plan;
}

} // namespace iptables_wrapper::installer
