// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/chkconfig/recorded_group.hpp"

#include "installer/link_systems/groups/state_file.hpp"
#include "installer/system/failure.hpp"

#include <algorithm>

#include <sys/stat.h>

namespace iptables_wrapper::installer {

namespace {

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
    const fs::path current = fs::path(chkconfig_link_directory) / name;
    group->value = look_at(current).target;
    std::vector<Node> registered;
    for (const GroupLink& link : group->links()) {
        registered.push_back(look_at(link.link));
    }
    return RecordedGroup{examine_group(site, std::move(*group), chkconfig_link_directory),
                         file,
                         text,
                         attributes_of(file),
                         latest_of(file, current),
                         std::move(registered)};
}

} // namespace

const Alternative* RecordedGroup::alternative_named(const std::string& path) const {
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

fs::path find_state_directory() {
    const char* const usual = "/var/lib/alternatives";
    const bool ostree = look_at("/ostree").kind == Node::Kind::link ||
                        look_at("/run/ostree-booted").kind != Node::Kind::missing;
    return ostree && look_at(usual).kind == Node::Kind::missing ? "/etc/alternatives-admindir" : usual;
}

std::vector<RecordedGroup> find_recorded_groups(const fs::path& directory, const Search& search) {
    std::vector<RecordedGroup> found;
    for (const std::string& command : search.unclaimed) {
        const bool held = std::ranges::any_of(
            found, [&command](const RecordedGroup& recorded) { return recorded.group.holds(command); });
        if (held) {
            continue;
        }
        if (std::optional<RecordedGroup> recorded = read_group(directory, command, search.site)) {
            found.push_back(std::move(*recorded));
        }
    }
    return found;
}

} // namespace iptables_wrapper::installer
