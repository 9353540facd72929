// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/grouped_alternatives.hpp"

#include "common/commands.hpp"
#include "installer/commands/records.hpp"

namespace iptables_wrapper::installer {

namespace {

using Verdict = CheckRow::Verdict;

bool is_foreign_link(const Site& site, const CommandState& command) {
    return command.node.kind == Node::Kind::link && !is_own(site, command);
}

/// Whether a wrapper of another project may have made the link: such a link bypasses the group.
bool is_switched_by_another(const Site& site, const CommandState& command) {
    return site.wrapper_node.kind != Node::Kind::missing &&
           is_real_name(fs::path(command.node.target).filename().native());
}

/// Beside the other alternatives, in the same spelling of the directory: they may be registered in /usr/bin
/// where we call the same place /usr/sbin, and the tools compare paths literally.
std::string registered_wrapper(const Site& site, const LinkGroup& group) {
    fs::path path = site.wrapper;
    for (const Alternative& alternative : group.alternatives) {
        const fs::path registered = alternative.path;
        if (!is_same_directory(registered.parent_path(), site.directory)) {
            continue;
        }
        if (registered.filename() == std::string(wrapper_name)) {
            return alternative.path; // registered already, and so it stays
        }
        path = registered.parent_path() / std::string(wrapper_name);
    }
    return path.native();
}

} // namespace

std::string GroupState::between(const GroupLink& link) const {
    return link_directory.native() + "/" + link.name;
}

bool GroupState::has_wrapper() const {
    return group.alternative(wrapper) != nullptr;
}

GroupState examine_group(const Site& site, LinkGroup group, const fs::path& link_directory) {
    GroupState state;
    state.choice = look_at(record_of_group(group.master.name));
    state.wrapper = registered_wrapper(site, group);
    state.link_directory = link_directory;
    for (const GroupLink& link : group.links()) {
        const fs::path path = link.link;
        const std::string name = path.filename().native();
        if (is_command(name) && is_same_directory(path.parent_path(), site.directory)) {
            state.members.push_back({name, state.between(link), look_at_record(record_around(name))});
        }
    }
    state.group = std::move(group);
    return state;
}

bool is_intact(const Site& site, const GroupState& state) {
    return std::ranges::all_of(state.members, [&site](const Member& member) {
        const CommandState& command = site.command(member.command);
        return command.reaches_wrapper && command.node.target == member.between;
    });
}

std::vector<MakeLink> links_to(const GroupState& state, const Alternative& next) {
    std::vector<MakeLink> links;
    for (const GroupLink& link : state.group.links()) {
        if (std::optional<std::string> target = provided(state.group, next, link)) {
            links.push_back({state.between(link), std::move(*target)});
        }
    }
    return links;
}

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

void restore_member(const Site& site, const Member& member, Plan& plan) {
    const CommandState& command = site.command(member.command);
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

CheckRow judge_group(const GroupState& state) {
    const auto row = [&state](Verdict verdict, std::string detail) {
        return CheckRow{verdict, CheckRow::Subject::group, state.group.master.name, std::move(detail)};
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

CheckRow judge_member(const Site& site, const GroupState& state, const Member& member,
                      CheckRow::ChosenBy chosen_by) {
    const CommandState& command = site.command(member.command);
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

namespace group_words {

Words enroll(const std::string& path, const LinkGroup& group) {
    return {"register", "registered", in_quotes(path) + " in group " + in_quotes(group.master.name)};
}

Words make_current(const std::string& path, const LinkGroup& group) {
    return {"make", "made", in_quotes(path) + " current in group " + in_quotes(group.master.name)};
}

Words withdraw(const std::string& path, const LinkGroup& group) {
    return {"remove", "removed", in_quotes(path) + " from group " + in_quotes(group.master.name)};
}

} // namespace group_words

} // namespace iptables_wrapper::installer
