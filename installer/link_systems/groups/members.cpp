// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/members.hpp"

#include "common/commands.hpp"
#include "installer/commands/records.hpp"
#include "installer/commands/restore.hpp"
#include "installer/commands/site.hpp"
#include "installer/link_systems/groups/registration.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

using Verdict = Finding::Verdict;

bool is_foreign_link(const Site& site, const CommandState& command) {
    return command.node.kind == Node::Kind::link && !is_own(site, command);
}

/// Whether a wrapper of another project may have made the link: such a link bypasses the group.
bool is_switched_by_another(const Site& site, const CommandState& command) {
    return site.wrapper_node.kind != Node::Kind::missing &&
           is_real_name(fs::path(command.node.target).filename().native());
}

void restore_member(const Site& site, const CommandState& command, const Member& member, Plan& plan) {
    if (command.saved == CommandState::Saved::this_file) {
        plan.push_back(drop_saved(command));
        return;
    }
    const bool through_group = command.node.target == member.between;
    if (!through_group && !is_own(site, command)) {
        const bool made_anew = std::ranges::any_of(
            plan, [](const Action& action) { return std::holds_alternative<RunTool>(action.operation); });
        if (made_anew && is_foreign_link(site, command)) {
            plan.push_back(actions::make_link(command.path, command.node.target));
        } else {
            restore_command(site, command, plan);
        }
    } else if (command.saved == CommandState::Saved::something_else) {
        plan.push_back(actions::restore_file(command.path, saved_name(command.path)));
    } else if (member.around.kind == Node::Kind::link) {
        plan.push_back(actions::make_link(command.path, member.around.target));
    } else if (through_group) {
        return; // the group is restored as a whole
    } else if (command.record.kind == Node::Kind::link) {
        plan.push_back(actions::make_link(command.path, command.record.target));
    } else if (command.record.kind == Node::Kind::file) {
        plan.push_back(actions::remove({command.path}));
    } else {
        plan.push_back(actions::make_link(command.path, member.between));
    }
}

Finding judge_member(const CommandState& command, const Member& member, const GroupState& state,
                     Finding::ChosenBy chosen_by) {
    if (command.node.kind == Node::Kind::missing) {
        return judge_missing(command);
    }
    const bool through_group = command.node.target == member.between;
    if (command.reaches_wrapper) {
        return through_group ? judged(command, Verdict::good, "leads to the wrapper")
                             : judged(command, Verdict::bad, "does not lead through its link group");
    }
    return through_group && command.reaches_mode && state.has_wrapper() ? judge_switched(command, chosen_by)
                                                                        : judge_stray(command);
}

} // namespace

void lead_through_group(const Site& site, const GroupState& state, Plan& plan) {
    for (const Member& member : state.members) {
        const CommandState& command = site.command(member.command);
        if (command.node.kind == Node::Kind::link && command.node.target == member.between) {
            continue;
        }
        if (command.node.kind == Node::Kind::file) {
            record_command(site, command, plan); // the group's tool leaves regular files where they are
        } else if (is_foreign_link(site, command) && !is_switched_by_another(site, command) &&
                   command.node.target != member.around.target) {
            plan.push_back(record_link(record_around(command.name), command.path, command.node.target));
        }
        plan.push_back(actions::make_link(command.path, member.between));
    }
}

void restore_members(const Site& site, const GroupState& state, Plan& plan) {
    for (const Member& member : state.members) {
        restore_member(site, site.command(member.command), member, plan);
    }
}

Finding judge_group(const GroupState& state) {
    const auto row = [&state](Verdict verdict, std::string detail) {
        return Finding{verdict, Finding::Subject::group, state.group.master.name, std::move(detail)};
    };
    const Alternative* const present = state.group.alternative(state.wrapper);
    if (present == nullptr) {
        return row(Verdict::bad, "the wrapper is not registered");
    }
    const Alternative wanted = wanted_registration(state.group, state.wrapper);
    for (const auto& [follower, path] : wanted.followers) {
        if (!present->followers.contains(follower)) {
            return row(Verdict::bad, "the wrapper is registered without the follower '" + follower + "'");
        }
    }
    if (!is_registered(state.group, wanted)) {
        return row(Verdict::bad, "the wrapper is registered with other followers or too low a priority");
    }
    return row(Verdict::good, "the wrapper is registered");
}

std::vector<Finding> judge_members(const Site& site, const GroupState& state, Finding::ChosenBy chosen_by) {
    std::vector<Finding> rows;
    for (const Member& member : state.members) {
        rows.push_back(judge_member(site.command(member.command), member, state, chosen_by));
    }
    return rows;
}

std::vector<fs::path> paths_of_members(const Site& site, const GroupState& state) {
    std::vector<fs::path> paths;
    for (const Member& member : state.members) {
        paths.push_back(site.command(member.command).path);
    }
    return paths;
}

} // namespace iptables_wrapper::installer
