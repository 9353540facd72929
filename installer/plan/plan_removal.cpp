// SPDX-License-Identifier: Apache-2.0
#include "common/commands.hpp"
#include "common/links.hpp"
#include "installer/link_systems/chkconfig/state_file_changes.hpp"
#include "installer/link_systems/group_changes.hpp"
#include "installer/link_systems/libalternatives/configuration_changes.hpp"
#include "installer/plan/plan.hpp"
#include "installer/survey/own_links.hpp"
#include "installer/survey/records.hpp"

#include <boost/range/adaptor/reversed.hpp>

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

using Kind = Node::Kind;

/// Whether the group is in manual mode only because of the wrapper: where the registered programs are the
/// multi-call ones, what it switches to looks to the tool like a link that somebody changed.
bool is_manual_by_switching(const Survey& survey, const GroupState& state) {
    const LinkGroup& group = state.group;
    if (group.status == LinkGroup::Status::automatic || group.alternative(group.value) != nullptr) {
        return false;
    }
    const std::string_view value = last_component(group.value);
    return std::any_of(survey.commands.begin(), survey.commands.end(), [&](const CommandState& command) {
        const auto& targets = command.switched_targets;
        return std::find(targets.begin(), targets.end(), value) != targets.end();
    });
}

/// Whether the wrapper may have switched a group that follows the priorities. dpkg's tool leaves such a group
/// as it is when something else than the current alternative is removed.
bool is_switched(const GroupState& state) {
    const LinkGroup& group = state.group;
    return group.status == LinkGroup::Status::automatic && group.value != state.wrapper;
}

/// What had been chosen by hand before is chosen again, unless someone has chosen something since.
void plan_group(const Survey& survey, const GroupState& state, Plan& plan) {
    const LinkGroup& group = state.group;
    if (group.alternative(state.wrapper) == nullptr) {
        return;
    }
    if (!state.record_file.empty()) {
        leave_group(state, plan);
        return;
    }
    const bool ours = group.status == LinkGroup::Status::automatic || group.value == state.wrapper ||
                      is_manual_by_switching(survey, state);
    if (ours && state.record.kind == Kind::link && group.alternative(state.record.target) != nullptr) {
        plan.push_back(choose(*survey.alternatives, group, state.record.target));
    } else if (is_switched(state) || is_manual_by_switching(survey, state)) {
        plan.push_back(make_current(*survey.alternatives, group, state.wrapper));
    }
    plan.push_back(withdraw(*survey.alternatives, group, state.wrapper));
}

/// Without a record (it has been deleted, or an installer of another kind was here before us) the best that
/// can be done for a link to the wrapper is the real command.
void restore_unrecorded(const CommandState& command, Plan& plan) {
    if (!command.group_link.empty()) {
        if (command.node.target != command.group_link) {
            plan.push_back(actions::make_link(command.path, command.group_link));
        }
    } else if (command.switched_targets.empty()) {
        plan.push_back(actions::remove({command.path}));
    } else {
        plan.push_back(actions::make_link(command.path, command.switched_targets.front()));
    }
}

/// Whether update-alternatives is to be run, which makes all links of a group anew.
bool changes_group(const Plan& plan) {
    return std::any_of(plan.begin(), plan.end(), [](const Action& action) {
        return std::holds_alternative<RunTool>(action.operation);
    });
}

/// What is someone else's by now stays, or comes back from what happens to its group.
void keep_command(const CommandState& command, Plan& plan) {
    if (!command.group_link.empty() && command.node.kind == Kind::link && changes_group(plan)) {
        plan.push_back(actions::make_link(command.path, command.node.target));
    }
}

void restore_command(const CommandState& command, Plan& plan) {
    if (command.saved == CommandState::Saved::this_file) {
        plan.push_back(
            actions::remove({saved_name(command.path)})); // left by a run that came to an end half way
        return;
    }
    const bool through_group = !command.group_link.empty() && command.node.target == command.group_link;
    if (!is_own_link(command) && !through_group) {
        keep_command(command, plan);
        return;
    }
    if (command.saved == CommandState::Saved::something_else) {
        plan.push_back(actions::restore_file(command.path, saved_name(command.path)));
    } else if (through_group) {
        return; // the group has been dealt with as a whole
    } else if (command.record.kind == Kind::link) {
        plan.push_back(actions::make_link(command.path, command.record.target));
    } else if (command.record.kind == Kind::file) {
        plan.push_back(actions::remove({command.path}));
    } else {
        restore_unrecorded(command, plan);
    }
}

void forget_records(const Survey& survey, Plan& plan) {
    for (const std::string& path : survey.records) {
        // A hidden file among the records would keep their directory from being removed.
        plan.push_back(actions::remove(
            {path, Remove::Importance::required, Remove::Moment::at_once, BackupMethod::in_memory}));
    }
    const auto& present = survey.state_directories;
    for (const auto& path : boost::adaptors::reverse(present)) {
        if (path.starts_with(state_directory)) {
            plan.push_back(actions::remove_directory(path));
        }
    }
}

} // namespace

Plan plan_removal(const Survey& survey) {
    Plan plan;
    for (const std::string& path : survey.leftovers) {
        plan.push_back(actions::remove_leftover(path)); // first: one could be in a directory that is to go
    }
    for (const GroupState& group : survey.groups) {
        plan_group(survey, group, plan);
    }
    deconfigure_commands(survey, plan);
    std::vector<std::string> commands;
    for (const CommandState& command : survey.commands) {
        restore_command(command, plan);
        commands.push_back(command.path);
    }
    plan.push_back(actions::verify_leads_elsewhere(std::move(commands), survey.wrapper));
    forget_records(survey, plan);
    if (survey.wrapper_node.kind == Kind::file || survey.wrapper_node.kind == Kind::link) {
        plan.push_back(
            actions::remove({survey.wrapper, Remove::Importance::required, Remove::Moment::after_lookups}));
    }
    if (plan.size() == survey.leftovers.size() + 1) {
        plan.push_back(actions::unchanged(quoted(survey.directory)));
    }
    return plan;
}

} // namespace iptables_wrapper::installer
