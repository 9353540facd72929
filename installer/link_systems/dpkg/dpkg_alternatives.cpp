// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/dpkg/dpkg_alternatives.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

using Status = LinkGroup::Status;

/// Has update-alternatives change the group. It renames new links over old ones, so there is no moment
/// without a command. It writes the record and all links, each under a temporary name first. If it fails, it
/// leaves those files behind.
Action change(const UpdateAlternatives& system, const LinkGroup& group, std::vector<std::string> arguments,
              Words words) {
    std::vector<Touched> touched{{system.record_directory / group.master.name, BackupMethod::in_memory}};
    for (const GroupLink& link : group.links()) {
        touched.push_back({system.link_directory / link.name});
        touched.push_back({link.link});
    }
    const std::size_t finished = touched.size();
    for (std::size_t i = 0; i < finished; ++i) {
        fs::path temporary = touched[i].path;
        temporary += ".dpkg-tmp";
        touched.push_back({std::move(temporary), BackupMethod::in_memory});
    }
    return {RunTool{"change the alternatives of group", group.master.name, system.tool, std::move(arguments),
                    std::move(touched)},
            std::move(words)};
}

/// Registers `wanted`, with the group's links.
Action enroll(const UpdateAlternatives& system, const LinkGroup& group, const Alternative& wanted) {
    std::vector<std::string> arguments{"--install", group.master.link, group.master.name, wanted.path,
                                       std::to_string(wanted.priority)};
    for (const GroupLink& follower : group.followers) {
        if (const std::optional<std::string> path = provided(group, wanted, follower)) {
            arguments.insert(arguments.end(), {"--slave", follower.link, follower.name, *path});
        }
    }
    return change(system, group, std::move(arguments), group_words::enroll(wanted.path, group));
}

/// Puts the group into auto mode, which makes the alternative with the highest priority current.
Action follow_priorities(const UpdateAlternatives& system, const LinkGroup& group, Words words) {
    return change(system, group, {"--auto", group.master.name}, std::move(words));
}

Action choose(const UpdateAlternatives& system, const LinkGroup& group, const std::string& path) {
    return change(system, group, {"--set", group.master.name, path},
                  {"choose", "chose", in_quotes(path) + " in group " + in_quotes(group.master.name)});
}

/// In auto mode, the next best becomes current.
Action withdraw(const UpdateAlternatives& system, const LinkGroup& group, const std::string& wrapper) {
    return change(system, group, {"--remove", group.master.name, wrapper},
                  group_words::withdraw(wrapper, group));
}

Words into_automatic_mode(const LinkGroup& group) {
    return {"put", "put", "group " + in_quotes(group.master.name) + " into automatic mode"};
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

/// Points the links at what will be current without the wrapper (`chosen`, or for null what has the highest
/// priority) before update-alternatives is told to: it has its record on disk before it renames a link. If
/// the power failed between the two, links would still lead to the wrapper, which switches them, and what it
/// had switched to would look like a choice by hand.
void lead_onwards(const GroupState& state, const Alternative* chosen, Plan& plan) {
    const Alternative* const next = chosen != nullptr ? chosen : best_other(state.group, state.wrapper);
    if (next == nullptr) {
        return;
    }
    for (MakeLink& link : links_to(state, *next)) {
        plan.push_back({std::move(link), {}});
    }
}

/// Whether links of the group lead to the wrapper though it is not registered. update-alternatives writes its
/// database first and the links after it, so a power cut in between leaves them.
bool has_stale_links(const Site& site, const GroupState& state) {
    return std::ranges::any_of(state.members, [&site](const Member& member) {
        const CommandState& command = site.command(member.command);
        return (command.reaches_wrapper || command.reaches_lost_wrapper()) &&
               command.node.target == member.between;
    });
}

/// Finishes a removal that was cut off.
void finish_removal(const UpdateAlternatives& tool, const GroupState& state, Plan& plan) {
    const Alternative* const chosen = choice_before(state);
    lead_onwards(state, chosen, plan);
    plan.push_back(chosen != nullptr
                       ? choose(tool, state.group, chosen->path)
                       : follow_priorities(tool, state.group, into_automatic_mode(state.group)));
}

} // namespace

bool DpkgAlternatives::is_chosen_by_hand(const GroupState& state) const {
    const LinkGroup& group = state.group;
    return group.status == Status::manual && group.value != state.wrapper &&
           group.alternative(group.value) != nullptr;
}

void DpkgAlternatives::make_current(const GroupState& state, const Alternative& wanted, Plan& plan) const {
    const LinkGroup& group = state.group;
    const bool registered = is_registered(group, wanted);
    if (!registered) {
        plan.push_back(enroll(*tool, group, wanted));
    }
    // Registering makes the wrapper current only if the group follows the priorities: not in manual mode, nor
    // if the link has been set to something that update-alternatives does not know.
    if (registered || group.status == Status::manual || group.alternative(group.value) == nullptr) {
        plan.push_back(follow_priorities(*tool, group, group_words::make_current(wanted.path, group)));
    }
}

void DpkgAlternatives::add_aside(const GroupState& state, const Alternative& wanted, Plan& plan) const {
    plan.push_back(enroll(*tool, state.group, wanted)); // changes no link in manual mode
}

void DpkgAlternatives::leave(const Site& site, const GroupState& state, Plan& plan) const {
    const LinkGroup& group = state.group;
    if (!state.has_wrapper()) {
        if (has_stale_links(site, state)) {
            finish_removal(*tool, state, plan);
        }
        return;
    }
    const bool by_switching = is_manual_by_switching(site, state);
    if (group.status == Status::manual && group.value != state.wrapper && !by_switching) {
        plan.push_back(withdraw(*tool, group, state.wrapper));
        return;
    }
    if (by_switching) {
        plan.push_back(follow_priorities(*tool, group, into_automatic_mode(group)));
    }
    const Alternative* const chosen = choice_before(state);
    lead_onwards(state, chosen, plan);
    if (chosen != nullptr) {
        plan.push_back(choose(*tool, group, chosen->path));
    }
    plan.push_back(withdraw(*tool, group, state.wrapper));
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
        found.groups = find_groups<GroupState>(search.unclaimed, [&](const std::string& name) {
            std::optional<LinkGroup> group = query(*found.tool, name);
            return group ? std::optional(
                               examine_group(search.site, *std::move(group), found.tool->link_directory))
                         : std::nullopt;
        });
    }
    return std::make_shared<DpkgAlternatives>(std::move(found));
}

} // namespace iptables_wrapper::installer
