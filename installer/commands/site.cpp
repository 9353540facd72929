// SPDX-License-Identifier: Apache-2.0
#include "installer/commands/site.hpp"

#include "common/commands.hpp"
#include "installer/commands/real_program.hpp"
#include "installer/commands/records.hpp"
#include "installer/system/links.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

CommandState::Saved saved_state(const fs::path& path, const Node& node) {
    const fs::path saved = saved_name(path);
    const Node saved_node = look_at(saved);
    if (saved_node.kind == Node::Kind::missing) {
        return CommandState::Saved::nothing;
    }
    if (saved_node.kind == Node::Kind::file && node.kind == Node::Kind::file &&
        node.mode == saved_node.mode &&
        (certain_identity(saved) == certain_identity(path) || read_file(saved) == read_file(path))) {
        return CommandState::Saved::this_file;
    }
    return CommandState::Saved::something_else;
}

/// Whether a package upgrade has moved the command (Alpine: from /sbin to /usr/sbin).
bool has_moved(const Site& site, const CommandState& state) {
    if (state.record.kind != Node::Kind::link ||
        certain_identity(pointed_at(state.path, state.record.target))) {
        return false;
    }
    return std::ranges::any_of(iptables_directories, [&](std::string_view place) {
        const fs::path directory{std::string(place)};
        return !is_same_directory(directory, site.directory) && certain_identity(directory / state.name);
    });
}

CommandState examine_command(const Site& site, const std::string& name) {
    CommandState state;
    state.name = name;
    state.path = site.directory / name;
    state.node = look_at(state.path);
    const std::optional<FileIdentity> wrapper = certain_identity(site.wrapper);
    state.reaches_wrapper = wrapper && certain_identity(state.path) == wrapper;
    for (const Mode mode : all_modes) {
        if (auto real = find_real_program(site.directory, name, mode)) {
            if (!state.reaches_mode && certain_identity(state.path) == certain_identity(real->path)) {
                state.reaches_mode = mode;
            }
            state.switched_targets.push_back(std::move(real->text));
        }
    }
    if (const std::vector<Hop> hops = certain_links(state.path); !hops.empty()) {
        state.destination = pointed_at(hops.back().path, hops.back().target);
    }
    state.record = look_at(record_of(name));
    state.saved = saved_state(state.path, state.node);
    state.moved = has_moved(site, state);
    return state;
}

} // namespace

const CommandState& Site::command(std::string_view name) const {
    return *std::ranges::find(commands, name, &CommandState::name);
}

Site examine_site(const fs::path& directory) {
    Site site;
    site.directory = directory;
    site.wrapper = directory / std::string(wrapper_name);
    site.wrapper_node = look_at(site.wrapper);
    for (const std::string_view name : all_commands) {
        site.commands.push_back(examine_command(site, std::string(name)));
    }
    return site;
}

bool is_same_directory(const fs::path& a, const fs::path& b) {
    return a == b || (certain_identity(a) && certain_identity(a) == certain_identity(b));
}

} // namespace iptables_wrapper::installer
