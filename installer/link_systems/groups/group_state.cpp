// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/group_state.hpp"

#include "common/commands.hpp"
#include "installer/commands/records.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

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

} // namespace iptables_wrapper::installer
