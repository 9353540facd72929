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
void plan_group(const Survey& survey, const GroupState& state, std::vector<Action>& plan) {
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
        plan.emplace_back(choose(*survey.alternatives, group, state.record.target));
    } else if (is_switched(state) || is_manual_by_switching(survey, state)) {
        plan.emplace_back(make_current(*survey.alternatives, group, state.wrapper));
    }
    plan.emplace_back(withdraw(*survey.alternatives, group, state.wrapper));
}

/// Without a record (it has been deleted, or an installer of another kind was here before us) the best that
/// can be done for a link to the wrapper is the real command.
void restore_unrecorded(const CommandState& command, std::vector<Action>& plan) {
    if (!command.group_link.empty()) {
        if (command.node.target != command.group_link) {
            plan.emplace_back(SetLink{command.path, command.group_link});
        }
    } else if (command.switched_targets.empty()) {
        plan.emplace_back(RemoveFile{command.path});
    } else {
        plan.emplace_back(SetLink{command.path, command.switched_targets.front()});
    }
}

/// Whether update-alternatives is to be run, which makes all links of a group anew.
bool changes_group(const std::vector<Action>& plan) {
    return std::any_of(plan.begin(), plan.end(),
                       [](const Action& action) { return std::holds_alternative<ChangeGroup>(action); });
}

/// What is someone else's by now stays, or comes back from what happens to its group.
void keep_command(const CommandState& command, std::vector<Action>& plan) {
    if (!command.group_link.empty() && command.node.kind == Kind::link && changes_group(plan)) {
        plan.emplace_back(SetLink{command.path, command.node.target});
    }
}

void restore_command(const CommandState& command, std::vector<Action>& plan) {
    if (command.saved == CommandState::Saved::this_file) {
        plan.emplace_back(RemoveFile{saved_name(command.path)}); // left by a run that came to an end half way
        return;
    }
    const bool through_group = !command.group_link.empty() && command.node.target == command.group_link;
    if (!is_own_link(command) && !through_group) {
        keep_command(command, plan);
        return;
    }
    if (command.saved == CommandState::Saved::something_else) {
        plan.emplace_back(RestoreFile{command.path, saved_name(command.path)});
    } else if (through_group) {
        return; // the group has been dealt with as a whole
    } else if (command.record.kind == Kind::link) {
        plan.emplace_back(SetLink{command.path, command.record.target});
    } else if (command.record.kind == Kind::file) {
        plan.emplace_back(RemoveFile{command.path});
    } else {
        restore_unrecorded(command, plan);
    }
}

void forget_records(const Survey& survey, std::vector<Action>& plan) {
    for (const std::string& path : survey.records) {
        plan.emplace_back(RemoveRecord{path});
    }
    const auto& present = survey.state_directories;
    for (const auto& path : boost::adaptors::reverse(present)) {
        if (path.starts_with(state_directory)) {
            plan.emplace_back(RemoveDirectory{path});
        }
    }
}

} // namespace

std::vector<Action> plan_removal(const Survey& survey) {
    std::vector<Action> plan;
    for (const std::string& path : survey.leftovers) {
        plan.emplace_back(RemoveLeftover{path}); // first: one could be in a directory that is to go
    }
    for (const GroupState& group : survey.groups) {
        plan_group(survey, group, plan);
    }
    deconfigure_commands(survey, plan);
    Verify verify{Verify::Expectation::leads_elsewhere, {}, survey.wrapper};
    for (const CommandState& command : survey.commands) {
        restore_command(command, plan);
        verify.commands.push_back(command.path);
    }
    plan.emplace_back(verify);
    forget_records(survey, plan);
    if (survey.wrapper_node.kind == Kind::file || survey.wrapper_node.kind == Kind::link) {
        plan.emplace_back(LetLookupsEnd{});
        plan.emplace_back(RemoveFile{survey.wrapper});
    }
    if (plan.size() == survey.leftovers.size() + 1) {
        plan.emplace_back(Unchanged{"'" + survey.directory + "'"});
    }
    return plan;
}

} // namespace iptables_wrapper::installer
