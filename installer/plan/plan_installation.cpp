// SPDX-License-Identifier: Apache-2.0
#include "common/commands.hpp"
#include "common/links.hpp"
#include "installer/apply/perform.hpp"
#include "installer/link_systems/chkconfig/state_file_changes.hpp"
#include "installer/link_systems/group_changes.hpp"
#include "installer/link_systems/libalternatives/configuration_changes.hpp"
#include "installer/plan/plan.hpp"
#include "installer/survey/own_links.hpp"
#include "installer/survey/records.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

using Kind = Node::Kind;

/// A command that is neither there nor has anything that could be run under its name is left out.
bool is_wanted(const CommandState& command) {
    return command.node.kind != Kind::missing || !command.switched_targets.empty();
}

void refuse_obstacles(const Survey& survey) {
    const auto obstacle = [](const std::string& path, std::string reason) {
        return Failure("replace", path, std::move(reason), "see what it is and move it out of the way");
    };
    const Kind wrapper = survey.wrapper_node.kind;
    if (wrapper == Kind::directory || wrapper == Kind::other) {
        throw obstacle(survey.wrapper, "it is no regular file");
    }
    for (const CommandState& command : survey.commands) {
        if (command.node.kind == Kind::directory || command.node.kind == Kind::other) {
            throw obstacle(command.path, "it is neither a link nor a regular file");
        }
        if (command.node.kind == Kind::file && command.saved == CommandState::Saved::something_else) {
            throw obstacle(command.path, "it would be kept as '" + saved_name(command.path) +
                                             "', but that is there already and something else");
        }
    }
}

/// What --uninstall will need to know about the command, as far as it is not on record yet. A link that
/// someone else has made since is the better record: a package upgrade has changed what was there "before".
void record_command(const CommandState& command, Plan& plan) {
    switch (command.node.kind) {
    case Kind::missing:
        if (command.record.kind != Kind::file) {
            plan.push_back(record_absence(command.name));
        }
        break;
    case Kind::link:
        if (!is_own_link(command) && command.record.target != command.node.target) {
            plan.push_back(record_link(record_of(command.name), command.node.target));
        }
        break;
    case Kind::file:
        if (command.saved == CommandState::Saved::nothing) {
            plan.push_back(actions::save_file(command.path, saved_name(command.path)));
        }
        break;
    case Kind::directory:
    case Kind::other:
        break; // refused before
    }
}

void point_at(const CommandState& command, const std::string& target, Plan& plan) {
    if (command.node.kind == Kind::link && command.node.target == target) {
        plan.push_back(actions::unchanged(quoted(command.path)));
    } else {
        plan.push_back(actions::make_link(command.path, target));
    }
}

bool is_member(const CommandState& command, const GroupState& state) {
    const std::vector<GroupLink> links = state.group.links();
    return std::any_of(links.begin(), links.end(), [&](const GroupLink& link) {
        return command.group_link == state.link_directory + "/" + link.name;
    });
}

/// Whether all commands of the group lead to the wrapper through the group's own links.
bool is_intact(const Survey& survey, const GroupState& state) {
    return std::all_of(survey.commands.begin(), survey.commands.end(), [&](const CommandState& command) {
        return !is_member(command, state) ||
               (command.reaches_wrapper && command.node.target == command.group_link);
    });
}

/// Whether somebody has chosen what is current. chkconfig's tool takes a link that was re-pointed for a
/// choice by hand, also in a group on record as automatic. So does it with what the wrapper switches to, from
/// the next upgrade on: there, only a group that does not have the wrapper yet can tell.
bool is_chosen_by_hand(const GroupState& state) {
    const LinkGroup& group = state.group;
    const bool manual = group.status == LinkGroup::Status::manual;
    if (group.alternative(group.value) == nullptr) {
        return false; // nor could it be chosen again
    }
    if (state.record_file.empty()) {
        return manual && group.value != state.wrapper;
    }
    return group.alternative(state.wrapper) == nullptr && (manual || group.value != group.best);
}

/// Whether the group keeps what was chosen while the wrapper was to be had. chkconfig's tool cannot tell a
/// choice from a switch.
bool keeps_choice(const Survey& survey, const GroupState& state) {
    return survey.choice == ChoiceByHand::kept && state.record_file.empty() &&
           state.group.alternative(state.wrapper) != nullptr && is_chosen_by_hand(state);
}

void plan_group(const Survey& survey, const GroupState& state, Plan& plan) {
    const LinkGroup& group = state.group;
    const Alternative wanted = wanted_registration(group, state.wrapper);
    const bool registered = is_registered(group, wanted);
    const bool manual = group.status == LinkGroup::Status::manual;
    const bool current = !manual && group.value == state.wrapper && is_intact(survey, state);

    if (registered && (current || keeps_choice(survey, state))) {
        plan.push_back(actions::unchanged("group " + quoted(group.master.name)));
        return;
    }
    if (keeps_choice(survey, state)) {
        plan.push_back(enroll(*survey.alternatives, group, wanted)); // changes no link in manual mode
        return;
    }
    if (is_chosen_by_hand(state) && state.record.target != group.value) {
        plan.push_back(record_link(record_of_group(group.master.name), group.value));
    }
    if (!state.record_file.empty()) {
        join_group(state, wanted, plan);
        return;
    }
    if (!registered) {
        plan.push_back(enroll(*survey.alternatives, group, wanted));
    }
    // Registering makes the wrapper current only where the group follows the priorities: not in manual mode,
    // nor where the link has been set to something that update-alternatives does not know.
    if (registered || manual || group.alternative(group.value) == nullptr) {
        plan.push_back(make_current(*survey.alternatives, group, state.wrapper));
    }
}

/// Commands in a group: its tool leaves regular files where they are, and we keep them before they are
/// replaced.
void plan_group_commands(const Survey& survey, Plan& plan) {
    for (const CommandState& command : survey.commands) {
        if (command.group_link.empty()) {
            continue;
        }
        if (command.node.kind == Kind::file) {
            record_command(command, plan);
        }
        if (command.node.target != command.group_link) {
            plan.push_back(actions::make_link(command.path, command.group_link));
        }
    }
}

void plan_plain_commands(const Survey& survey, Plan& plan) {
    for (const CommandState& command : survey.commands) {
        if (!command.group_link.empty() || !command.configurations.empty() || !is_wanted(command)) {
            continue;
        }
        record_command(command, plan);
        point_at(command, std::string(wrapper_name), plan);
    }
}

Action verification(const Survey& survey) {
    std::vector<std::string> commands;
    for (const CommandState& command : survey.commands) {
        if (!command.configurations.empty()) {
            continue; // leads to the program that runs the wrapper
        }
        if (std::any_of(survey.groups.begin(), survey.groups.end(), [&](const GroupState& state) {
                return is_member(command, state) && keeps_choice(survey, state);
            })) {
            continue;
        }
        if (!command.group_link.empty() || is_wanted(command)) {
            commands.push_back(command.path);
        }
    }
    return actions::verify_leads_to(std::move(commands), survey.wrapper);
}

/// Makes the directory of the records and its parents, where `steps` keep something in it.
Plan missing_directories(const Survey& survey, const Plan& steps) {
    const bool needed = std::ranges::any_of(steps, [](const Action& action) {
        return std::ranges::any_of(touched_by(action.operation), [](const Touched& touched) {
            return directory_of(touched.path) == record_directory;
        });
    });
    Plan made;
    for (const char* const directory : record_directory_path) {
        const auto& present = survey.state_directories;
        if (needed && std::find(present.begin(), present.end(), directory) == present.end()) {
            made.push_back(actions::make_directory(directory));
        }
    }
    return made;
}

} // namespace

Plan plan_installation(const Survey& survey) {
    refuse_obstacles(survey);
    Plan steps;
    for (const GroupState& group : survey.groups) {
        plan_group(survey, group, steps);
    }
    plan_group_commands(survey, steps);
    configure_commands(survey, steps);
    plan_plain_commands(survey, steps);

    Plan plan;
    for (const std::string& path : survey.leftovers) {
        plan.push_back(actions::remove_leftover(path)); // first: the wrapper may need the room
    }
    if (survey.wrapper_is_current) {
        plan.push_back(actions::unchanged(quoted(survey.wrapper)));
    } else {
        plan.push_back(actions::write_file({survey.wrapper, survey.content, {0755, {}, {}}}));
    }
    for (Action& action : missing_directories(survey, steps)) {
        plan.push_back(std::move(action));
    }
    for (Action& action : steps) {
        plan.push_back(std::move(action));
    }
    plan.push_back(verification(survey));
    for (const std::string& path : survey.installer_files) {
        plan.push_back(actions::remove({path, Remove::Importance::dispensable}));
    }
    return plan;
}

} // namespace iptables_wrapper::installer
