// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/chkconfig/chkconfig_alternatives.hpp"

#include "installer/link_systems/groups/state_file.hpp"
#include "installer/system/failure.hpp"
#include "installer/system/links.hpp"

#include <algorithm>

#include <sys/stat.h>

namespace iptables_wrapper::installer {

namespace {

using Status = LinkGroup::Status;

/// The directory of the links that the registered links lead through.
constexpr const char* link_directory = "/etc/alternatives";

void refuse_half_written(const fs::path& file) {
    fs::path half = file;
    half += ".new";
    if (look_at(half).kind != Node::Kind::missing) {
        throw Failure("change", file.native(),
                      "'" + half.native() + "' exists: alternatives is running, or was killed",
                      "make sure that no alternatives is running, then remove '" + half.native() +
                          "', which also blocks that tool");
    }
}

struct stat status_of(const fs::path& path, int (*look)(const char*, struct stat*)) {
    struct stat status {};
    if (look(path.c_str(), &status) != 0) {
        throw file_failure("look at", path, errno);
    }
    return status;
}

/// The attributes of the file that the path leads to: a state file may be a link, whose own mode is 0777.
/// Others must never be able to write it, since root's next `alternatives --auto` does what it says.
FileAttributes attributes_of(const fs::path& file) {
    const struct stat status = status_of(file, &::stat);
    constexpr mode_t permission_bits = 07777;
    return {status.st_mode & permission_bits & ~static_cast<mode_t>(S_IWOTH), status.st_uid, status.st_gid,
            extended_attributes_of(file)};
}

RecordedGroup::Latest latest_of(const fs::path& file, const fs::path& link) {
    if (look_at(link).kind != Node::Kind::link) {
        return RecordedGroup::Latest::file;
    }
    const timespec written = status_of(file, &::stat).st_mtim;
    const timespec linked = status_of(link, &::lstat).st_mtim;
    const bool link_is_older =
        linked.tv_sec != written.tv_sec ? linked.tv_sec < written.tv_sec : linked.tv_nsec < written.tv_nsec;
    return link_is_older ? RecordedGroup::Latest::file : RecordedGroup::Latest::link;
}

/// The group in the state file `name`, if there is one. Throws Failure if it cannot be read or is not one, or
/// if the tool has left a half-written one beside it: while that is there, the tool refuses every change, so
/// the next package upgrade could not do its part.
std::optional<RecordedGroup> read_group(const fs::path& directory, const std::string& name,
                                        const Site& site) {
    const fs::path file = directory / name;
    if (look_at(file).kind == Node::Kind::missing) {
        return std::nullopt;
    }
    const std::string text = read_file(file);
    std::optional<LinkGroup> group = parse_state_file(name, text);
    if (!group) {
        throw Failure("read the alternatives in", file.native(), "alternatives would not accept its format",
                      "see what 'alternatives --display " + name + "' says, and repair or remove the file");
    }
    refuse_half_written(file);
    const fs::path current = fs::path(link_directory) / name;
    group->value = look_at(current).target;
    std::vector<Node> registered;
    for (const GroupLink& link : group->links()) {
        registered.push_back(look_at(link.link));
    }
    return RecordedGroup{examine_group(site, std::move(*group), link_directory),
                         file,
                         text,
                         attributes_of(file),
                         latest_of(file, current),
                         std::move(registered)};
}

/// The directory of the state files: on ostree systems without the usual one, another.
fs::path find_state_directory() {
    const char* const usual = "/var/lib/alternatives";
    const bool ostree = look_at("/ostree").kind == Node::Kind::link ||
                        look_at("/run/ostree-booted").kind != Node::Kind::missing;
    return ostree && look_at(usual).kind == Node::Kind::missing ? "/etc/alternatives-admindir" : usual;
}

Action write_state(const RecordedGroup& state, std::string content, Words words) {
    return {WriteFile{state.file, std::move(content), state.attributes, BackupMethod::in_memory},
            std::move(words)};
}

/// What a command can run without any alternative.
std::optional<std::string> real_program(const Site& site, const GroupLink& link) {
    for (const CommandState& command : site.commands) {
        if (fs::path(link.link).filename() == command.name && !command.switched_targets.empty()) {
            return pointed_at(command.path, command.switched_targets.front()).native();
        }
    }
    return std::nullopt;
}

/// The alternative that `path` names, in /usr/sbin or /usr/bin: the tool takes these two for one, so a
/// recorded choice survives when packages move from one to the other. Null for none.
const Alternative* alternative_named(const LinkGroup& group, const std::string& path) {
    const auto is_merged = [](const fs::path& directory) {
        return directory == "/usr/sbin" || directory == "/usr/bin";
    };
    if (const Alternative* const same = group.alternative(path)) {
        return same;
    }
    const fs::path named = path;
    for (const Alternative& candidate : group.alternatives) {
        const fs::path other = candidate.path;
        if (is_merged(named.parent_path()) && is_merged(other.parent_path()) &&
            other.filename() == named.filename()) {
            return &candidate;
        }
    }
    return nullptr;
}

} // namespace

bool ChkconfigAlternatives::is_chosen_by_hand(const RecordedGroup& state) const {
    const LinkGroup& group = state.group;
    if (group.value == state.wrapper || group.alternative(group.value) == nullptr) {
        return false;
    }
    if (state.has_wrapper()) {
        return group.status == Status::manual && state.latest == RecordedGroup::Latest::link;
    }
    return group.status == Status::manual || group.value != group.best;
}

void ChkconfigAlternatives::make_current(const RecordedGroup& state, const Alternative& wanted,
                                         Plan& plan) const {
    const LinkGroup& group = state.group;
    std::string content = with_alternative(state.text, wanted, Status::automatic);
    if (content != state.text) {
        plan.push_back(write_state(state, std::move(content),
                                   state.has_wrapper() ? group_words::make_current(wanted.path, group)
                                                       : group_words::enroll(wanted.path, group)));
    }
    for (MakeLink& link : links_to(state, wanted)) {
        plan.push_back(actions::make_link(std::move(link.path), std::move(link.target)));
    }
}

void ChkconfigAlternatives::add_aside(const RecordedGroup& state, const Alternative& wanted,
                                      Plan& plan) const {
    plan.push_back(write_state(state, with_alternative(state.text, wanted, state.group.status),
                               group_words::enroll(wanted.path, state.group)));
}

void ChkconfigAlternatives::leave(const Site& site, const RecordedGroup& state, Plan& plan) const {
    if (!state.has_wrapper()) {
        return;
    }
    const LinkGroup& group = state.group;
    const Alternative* const chosen = alternative_named(
        group,
        is_chosen_by_hand(state) ? group.value : state.choice.target); // null where it has gone, or was ours
    const Alternative* const next = chosen != nullptr ? chosen : best_other(group, state.wrapper);
    const std::vector<GroupLink> links = group.links();
    for (std::size_t i = 0; i < links.size(); ++i) {
        const std::string between = state.between(links[i]);
        if (std::optional<std::string> target =
                next != nullptr ? provided(group, *next, links[i]) : real_program(site, links[i])) {
            plan.push_back(actions::make_link(between, std::move(*target)));
            continue;
        }
        if (state.registered[i].target == between) {
            plan.push_back(actions::remove({links[i].link}));
        }
        plan.push_back(actions::remove({between}));
    }
    if (next == nullptr && !real_program(site, group.master)) {
        plan.push_back(actions::remove({.path = state.file, .method = BackupMethod::in_memory}));
        return;
    }
    plan.push_back(write_state(state,
                               without_alternative(state.text, state.wrapper,
                                                   chosen != nullptr ? Status::manual : Status::automatic),
                               group_words::withdraw(state.wrapper, group)));
}

std::vector<fs::path> ChkconfigAlternatives::places_of_leftovers() const {
    return {link_directory, state_directory};
}

std::shared_ptr<const LinkSystem> examine_chkconfig_alternatives(const Search& search) {
    ChkconfigAlternatives found;
    found.state_directory = find_state_directory();
    found.groups = find_groups<RecordedGroup>(search.unclaimed, [&](const std::string& name) {
        return read_group(found.state_directory, name, search.site);
    });
    return std::make_shared<ChkconfigAlternatives>(std::move(found));
}

} // namespace iptables_wrapper::installer
