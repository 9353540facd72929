// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/switch_links.hpp"

#include "wrapper/links/our_links.hpp"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace iptables_wrapper::wrapper {

namespace {

/// The link text that leads from `hop` to `name` in `directory`. If the old text leads into that directory,
/// the new one keeps its form (relative stays relative). Otherwise it is the bare name if the link is in that
/// directory, or else the absolute path.
Path new_target(const Hop& hop, std::string_view directory, std::string_view name) {
    const std::string_view old_target = hop.target;
    if (is_same_directory(directory_of(pointed_at(hop.path, old_target)), directory)) {
        return {old_target.substr(0, old_target.rfind('/') + 1), name};
    }
    return is_same_directory(directory_of(hop.path), directory) ? Path{name} : join(directory, name);
}

/// The result for a command that is left as it is.
LinkResult left_alone(std::string_view directory, std::string_view command, LinkOutcome outcome) {
    return {command, outcome, {join(directory, command), {}}, 0};
}

LinkResult point(std::string_view command, const Hop& hop, const Path& target) {
    if (target == hop.target) {
        return {command, LinkOutcome::unchanged, hop, 0};
    }
    const int error_number = replace_link(hop.path.c_str(), target.c_str());
    const LinkOutcome outcome = error_number == 0 ? LinkOutcome::linked : LinkOutcome::failed;
    return {command, outcome, {hop.path, target}, error_number};
}

/// Whether an error of access(2) means that changing a link would fail as well. Other errors say nothing
/// about the file system: seccomp profiles older than faccessat2 answer EPERM, and the C library does not
/// fall back then.
bool says_read_only(int error_number) {
    return error_number == EROFS || error_number == EACCES;
}

} // namespace

Outlook outlook_for_switching(const Installation& installation, std::string_view directory,
                              std::string_view command) {
    LinkWalk walk{directory, command};
    if (!find_our_hop(walk, installation, command, Reach::wrapper)) {
        return {};
    }
    // Ask for the effective user, who will make the change if we are set-uid.
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
    // It was removed after we were started, perhaps by the process that we waited for.
    if (!identity_of(installation.wrapper.c_str())) {
        return Failure{"point the commands at", installation.wrapper, reason_of(errno),
                       "run iptables-wrapper-installer"};
    }
    return std::nullopt;
}

LinkResult switch_link(const Installation& installation, std::string_view directory, std::string_view command,
                       Mode mode, Reach reach) {
    LinkWalk walk{directory, command};
    const auto ours = find_our_hop(walk, installation, command, reach);
    const auto real = ours ? find_real(installation, command, mode) : std::nullopt;
    // A program that was found for want of a better one may serve a call, but must not become permanent.
    if (!real || real->identity == installation.self || real->found == Found::for_want_of_better) {
        return left_alone(directory, command, LinkOutcome::not_ours);
    }
    // That would be a circle. A link that points at the wrapper cannot be on the way to another program.
    if (ours == PointsAt::real && leads_through(real->path(), walk.hop())) {
        return left_alone(directory, command, LinkOutcome::not_ours);
    }
    return point(command, walk.hop(), new_target(walk.hop(), real->directory, real->name));
}

LinkResult reset_link(const Installation& installation, std::string_view command, Missing missing) {
    const std::string_view directory = directory_of(installation.wrapper);
    const std::string_view name = last_component(installation.wrapper);
    LinkWalk walk{directory, command};
    if (const auto ours = find_our_hop(walk, installation, command, Reach::wrapper_or_real)) {
        return ours == PointsAt::wrapper
                   ? LinkResult{command, LinkOutcome::unchanged, walk.hop(), 0}
                   : point(command, walk.hop(), new_target(walk.hop(), directory, name));
    }
    const bool wanted =
        find_real(installation, command, Mode::nft) || find_real(installation, command, Mode::legacy);
    if (missing == Missing::leave || !wanted) {
        return left_alone(directory, command, LinkOutcome::not_ours);
    }
    const Path path = join(directory, command);
    if (identity_of(path.c_str()) || errno != ENOENT) {
        return left_alone(directory, command, LinkOutcome::in_the_way);
    }
    return point(command, {path, {}}, name);
}

} // namespace iptables_wrapper::wrapper
