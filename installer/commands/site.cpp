// SPDX-License-Identifier: Apache-2.0
#include "installer/commands/site.hpp"

#include "common/commands.hpp"
#include "common/real_programs.hpp"
#include "installer/commands/records.hpp"
#include "installer/system/atomic_file.hpp"
#include "installer/system/links.hpp"

#include <boost/filesystem/operations.hpp>

#include <algorithm>
#include <iterator>

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
    return std::ranges::any_of(possible_directories(), [&](const fs::path& directory) {
        return !is_same_directory(directory, site.directory) && certain_identity(directory / state.name);
    });
}

bool is_copy(const fs::path& path, const Node& node, std::string_view wrapper) {
    boost::system::error_code error;
    return node.kind == Node::Kind::file && fs::file_size(path, error) == wrapper.size() && !error &&
           read_file(path) == wrapper;
}

CommandState examine_command(const Site& site, const std::string& name, std::string_view wrapper_bytes) {
    CommandState state;
    state.name = name;
    state.path = site.directory / name;
    state.node = look_at(state.path);
    const std::optional<FileIdentity> wrapper = certain_identity(site.wrapper);
    const std::optional<FileIdentity> identity = certain_identity(state.path);
    state.reaches_wrapper =
        (wrapper && identity == wrapper) || is_copy(state.path, state.node, wrapper_bytes);
    for (const Mode mode : all_modes) {
        if (auto real = find_real_program(site.directory, name, mode)) {
            if (!state.reaches_mode && identity == certain_identity(real->path)) {
                state.reaches_mode = mode;
            }
            state.switched_targets.push_back(std::move(real->text));
        }
    }
    if (const std::vector<Hop> hops = certain_links(state.path); !hops.empty()) {
        state.destination = pointed_at(hops.back().path, hops.back().target);
        state.leads_nowhere = !identity;
    }
    state.record = look_at_record(record_of(name));
    state.saved = saved_state(state.path, state.node);
    state.moved = has_moved(site, state);
    return state;
}

} // namespace

const CommandState& Site::command(std::string_view name) const {
    return *std::ranges::find(commands, name, &CommandState::name);
}

bool CommandState::reaches_lost_wrapper() const {
    return leads_nowhere && destination.filename() == std::string(wrapper_name);
}

bool points_at_neighbour(const Site& site, const CommandState& command) {
    const fs::path place = pointed_at(command.path, command.node.target);
    return command.node.kind == Node::Kind::link && place.filename() == std::string(wrapper_name) &&
           is_same_directory(place.parent_path(), site.directory);
}

Node look_at_record(const fs::path& record) {
    Node node = look_at(record);
    const bool names_wrapper = fs::path(node.target).filename() == std::string(wrapper_name);
    return names_wrapper ? Node{} : node;
}

Site examine_site(const fs::path& directory, std::string_view wrapper) {
    Site site;
    site.directory = directory;
    site.wrapper = directory / std::string(wrapper_name);
    site.wrapper_node = look_at(site.wrapper);
    site.wrapper_is_ours = is_copy(site.wrapper, site.wrapper_node, wrapper);
    for (const std::string_view name : all_commands) {
        site.commands.push_back(examine_command(site, std::string(name), wrapper));
    }
    return site;
}

std::vector<fs::path> possible_directories() {
    std::vector<fs::path> directories;
    std::ranges::transform(iptables_directories, std::back_inserter(directories),
                           [](std::string_view directory) { return std::string(directory); });
    return directories;
}

bool is_same_directory(const fs::path& a, const fs::path& b) {
    return a == b || (certain_identity(a) && certain_identity(a) == certain_identity(b));
}

bool is_own(const Site& site, const CommandState& command) {
    if (command.reaches_wrapper || command.reaches_lost_wrapper()) {
        return true;
    }
    const bool been_here = site.wrapper_is_ours || command.record.kind != Node::Kind::missing ||
                           command.saved == CommandState::Saved::something_else;
    const auto& switched = command.switched_targets;
    return been_here && command.node.kind == Node::Kind::link &&
           std::ranges::find(switched, command.node.target) != switched.end();
}

namespace {

/// The program `name` in `place`, for commands in `directory`.
std::optional<RealProgram> program_at(std::string_view place, std::string_view name,
                                      const fs::path& directory) {
    fs::path path = fs::path(std::string(place)) / std::string(name);
    if (!certain_identity(path)) {
        return std::nullopt;
    }
    std::string text = place == directory.native() ? std::string(name) : path.native();
    return RealProgram{std::move(path), std::move(text)};
}

} // namespace

std::optional<RealProgram> find_real_program(const fs::path& directory, const std::string& command,
                                             Mode mode) {
    std::optional<RealProgram> found;
    try_real_programs(directory.native(), command, mode, [&](std::string_view place, std::string_view name) {
        found = program_at(place, name, directory);
        return found.has_value();
    });
    return found;
}

std::optional<RealProgram> find_program_called(const fs::path& directory, const std::string& name) {
    std::optional<RealProgram> found;
    try_program_directories(directory.native(), [&](std::string_view place) {
        found = program_at(place, name, directory);
        return found.has_value();
    });
    return found;
}

} // namespace iptables_wrapper::installer
