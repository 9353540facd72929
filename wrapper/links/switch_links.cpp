// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/switch_links.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace iptables_wrapper::wrapper {

namespace {

/// What the link that is ours to change points at.
enum class PointsAt { wrapper, real };

bool is_real_of(std::string_view command, std::string_view name) {
    return std::ranges::any_of(all_modes, [&](Mode mode) {
        return real_name(command, mode) == name || multi_call_name(mode) == name;
    });
}

/// Whether `path` names the wrapper. Its own path is proof enough: what lies there now may be a newer one. A
/// link of that name counts as the wrapper and is not a hop to change.
bool is_wrapper(const Installation& installation, const Path& path) {
    return path == installation.wrapper || (last_component(path) == wrapper_name && installation.self &&
                                            identity_of(path.c_str()) == installation.self);
}

/// Whether both directories are known to be the same.
bool is_same_directory(std::string_view one, std::string_view other) {
    if (one == other) {
        return true;
    }
    const auto identity = identity_of(Path{one}.c_str());
    return identity && identity == identity_of(Path{other}.c_str());
}

/// Whether `path` is what a link of `command` to the wrapper is switched to: a real program of it, beside the
/// wrapper or where else one of the two modes is found.
bool is_switched_to(const Installation& installation, std::string_view path, std::string_view command) {
    if (!is_real_of(command, last_component(path))) {
        return false;
    }
    const std::string_view directory = directory_of(path);
    return is_same_directory(directory, directory_of(installation.wrapper)) ||
           std::ranges::any_of(all_modes, [&](Mode mode) {
               const auto real = find_real(installation, command, mode);
               return real && is_same_directory(directory, real->directory);
           });
}

/// Walks to the first hop that points at the wrapper or, if `reach` says so, at what `command` is switched
/// to. Nothing where the chain cannot be read to that point: then any hop may be another's.
std::optional<PointsAt> find_our_hop(LinkWalk& walk, const Installation& installation,
                                     std::string_view command, Reach reach) {
    while (walk.next()) {
        const Path place = walk.place();
        if (is_wrapper(installation, place)) {
            return PointsAt::wrapper;
        }
        // Links under the names of real programs are the package's: no further.
        if (is_real_name(last_component(place))) {
            const bool ours = reach == Reach::wrapper_or_real && is_switched_to(installation, place, command);
            return ours ? std::optional{PointsAt::real} : std::nullopt;
        }
    }
    // EINVAL: a file. It may be the wrapper under a name of somebody's own.
    const bool is_file = errno == EINVAL;
    if (is_file && walk.hops() > 0 && installation.self &&
        identity_of(walk.place().c_str()) == installation.self) {
        return PointsAt::wrapper;
    }
    return std::nullopt;
}

/// The text that leads from `hop` to `name` in `directory` in the form of the old one (relative stays
/// relative), where that leads into the same directory; else the bare name of what is beside the link.
Path new_target(const Hop& hop, std::string_view directory, std::string_view name) {
    const std::string_view old_target = hop.target;
    if (is_same_directory(directory_of(pointed_at(hop.path, old_target)), directory)) {
        return {old_target.substr(0, old_target.rfind('/') + 1), name};
    }
    return is_same_directory(directory_of(hop.path), directory) ? Path{name} : join(directory, name);
}

LinkResult point(std::string_view command, const Hop& hop, const Path& target) {
    if (target == hop.target) {
        return {command, LinkOutcome::unchanged, hop, 0};
    }
    const int error_number = replace_link(hop.path.c_str(), target.c_str());
    const LinkOutcome outcome = error_number == 0 ? LinkOutcome::linked : LinkOutcome::failed;
    return {command, outcome, {hop.path, target}, error_number};
}

/// Whether the way from `path` on leads through the link of `hop`.
bool leads_through(std::string_view path, const Hop& hop) {
    LinkWalk walk{path};
    while (walk.next()) {
        if (last_component(walk.hop().path) == last_component(hop.path) &&
            is_same_directory(directory_of(walk.hop().path), directory_of(hop.path))) {
            return true;
        }
    }
    return false;
}

/// Whether an error of access(2) means that changing a link would fail as well. Others say nothing of the
/// file system: seccomp profiles older than faccessat2 answer EPERM, and the C library then does not fall
/// back.
bool says_read_only(int error_number) {
    return error_number == EROFS || error_number == EACCES;
}

} // namespace

Outlook outlook_for_switching(const Installation& installation, std::string_view directory,
                              std::string_view command) {
    LinkWalk walk{join(directory, command)};
    if (!find_our_hop(walk, installation, command, Reach::wrapper)) {
        return {};
    }
    // As the user that the change will be made as, if we are set-uid.
    const Path place = directory_of(walk.hop().path);
    if (::faccessat(AT_FDCWD, place.c_str(), W_OK, AT_EACCESS) != 0 && says_read_only(errno)) {
        return {Outlook::Kind::refused, walk.hop().path, errno};
    }
    return {Outlook::Kind::changeable, walk.hop().path, 0};
}

std::optional<Failure> obstacle_to_changes(const Installation& installation) {
    if (installation.wrapper.empty()) {
        return Failure{"find the wrapper's own file", "/proc/self/exe", "/proc is not mounted", "mount it"};
    }
    // Taken away since we were started, or while we waited for the one who did it.
    if (!identity_of(installation.wrapper.c_str())) {
        return Failure{"point the commands at", installation.wrapper, reason_of(errno),
                       "run iptables-wrapper-installer"};
    }
    return std::nullopt;
}

LinkResult switch_link(const Installation& installation, std::string_view directory, std::string_view command,
                       Mode mode, Reach reach) {
    LinkWalk walk{join(directory, command)};
    const auto ours = find_our_hop(walk, installation, command, reach);
    const auto real = ours ? find_real(installation, command, mode) : std::nullopt;
    // What was found for want of better may serve a call, but is nothing to keep.
    if (!real || real->identity == installation.self || real->found == Found::for_want_of_better) {
        return {command, LinkOutcome::not_ours, {join(directory, command), {}}, 0};
    }
    // That would be a circle. A link to the wrapper is on no way to a program that is not the wrapper.
    if (ours == PointsAt::real && leads_through(real->path(), walk.hop())) {
        return {command, LinkOutcome::not_ours, {join(directory, command), {}}, 0};
    }
    return point(command, walk.hop(), new_target(walk.hop(), real->directory, real->name));
}

LinkResult reset_link(const Installation& installation, std::string_view command, Missing missing) {
    const Path path = join(directory_of(installation.wrapper), command);
    LinkWalk walk{path};
    if (const auto ours = find_our_hop(walk, installation, command, Reach::wrapper_or_real)) {
        return ours == PointsAt::wrapper ? LinkResult{command, LinkOutcome::unchanged, walk.hop(), 0}
                                         : point(command, walk.hop(),
                                                 new_target(walk.hop(), directory_of(installation.wrapper),
                                                            last_component(installation.wrapper)));
    }
    const bool wanted =
        find_real(installation, command, Mode::nft) || find_real(installation, command, Mode::legacy);
    if (missing == Missing::leave || !wanted) {
        return {command, LinkOutcome::not_ours, {path, {}}, 0};
    }
    if (identity_of(path.c_str()) || errno != ENOENT) {
        return {command, LinkOutcome::in_the_way, {path, {}}, 0};
    }
    return point(command, {path, {}}, last_component(installation.wrapper));
}

} // namespace iptables_wrapper::wrapper
