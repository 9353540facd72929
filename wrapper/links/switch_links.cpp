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

struct OurHop {
    Hop hop;
    PointsAt points_at = PointsAt::wrapper;
};

/// Which links count as ours.
enum class Reach { wrapper, wrapper_or_real };

bool is_real_of(std::string_view command, std::string_view name) {
    return std::ranges::any_of(all_modes, [&](Mode mode) {
        return name == real_name(command, mode) || name == multi_call_name(mode);
    });
}

/// Whether `path` names the wrapper. Its own path is proof enough: what lies there now may be a newer one. A
/// link of that name counts as the wrapper and is not a hop to change.
bool is_wrapper(const Installation& installation, const std::string& path) {
    return path == installation.wrapper || (last_component(path) == wrapper_name && installation.self &&
                                            identity_of(path) == installation.self);
}

/// Whether both directories are known to be the same.
bool is_same_directory(const std::string& one, const std::string& other) {
    if (one == other) {
        return true;
    }
    const auto identity = identity_of(one);
    return identity && identity == identity_of(other);
}

/// Whether `path` is what a link of `command` to the wrapper is switched to: a real program of it, beside the
/// wrapper or where else one of the two modes is found.
bool is_switched_to(const Installation& installation, const std::string& path, std::string_view command) {
    if (!is_real_of(command, last_component(path))) {
        return false;
    }
    const std::string directory = directory_of(path);
    return is_same_directory(directory, directory_of(installation.wrapper)) ||
           std::ranges::any_of(all_modes, [&](Mode mode) {
               const auto real = find_real(installation, command, mode);
               return real && is_same_directory(directory, directory_of(real->path));
           });
}

/// The first hop from `path` on that points at the wrapper or, if `reach` says so, at what `command` is
/// switched to. Nothing where the chain cannot be read to that point: then any hop may be another's.
std::optional<OurHop> our_hop(const Installation& installation, const std::string& path,
                              std::string_view command, Reach reach) {
    std::optional<Hop> last;
    std::string current = path;
    for (std::size_t hops = 0; hops < max_hops; ++hops) {
        auto target = read_link(current);
        if (!target) {
            // EINVAL: a file. It may be the wrapper under a name of somebody's own.
            const bool is_file = errno == EINVAL;
            if (last && is_file && installation.self && identity_of(current) == installation.self) {
                return OurHop{*std::move(last), PointsAt::wrapper};
            }
            return std::nullopt;
        }
        std::string next = pointed_at(current, *target);
        last = Hop{std::move(current), *std::move(target)};
        if (is_wrapper(installation, next)) {
            return OurHop{*std::move(last), PointsAt::wrapper};
        }
        // Links under the names of real programs are the package's: no further.
        if (is_real_name(last_component(next))) {
            const bool ours = reach == Reach::wrapper_or_real && is_switched_to(installation, next, command);
            return ours ? std::optional{OurHop{*std::move(last), PointsAt::real}} : std::nullopt;
        }
        current = std::move(next);
    }
    return std::nullopt;
}

/// The text `old_target` with its last component replaced: relative stays relative.
std::string with_last_component(const std::string& old_target, std::string_view name) {
    return old_target.substr(0, old_target.rfind('/') + 1).append(name);
}

/// The text that leads from `hop` to `path` in the form of the old one, where that leads into the same
/// directory; else the bare name of what is beside the link.
std::string new_target(const Hop& hop, const std::string& path) {
    const std::string directory = directory_of(path);
    if (is_same_directory(directory_of(pointed_at(hop.path, hop.target)), directory)) {
        return with_last_component(hop.target, last_component(path));
    }
    return is_same_directory(directory_of(hop.path), directory) ? std::string{last_component(path)} : path;
}

LinkResult point(std::string_view command, const Hop& hop, std::string target) {
    if (target == hop.target) {
        return {command, LinkOutcome::unchanged, hop, 0};
    }
    const int error_number = replace_link(hop.path, target);
    return {command,
            error_number == 0 ? LinkOutcome::linked : LinkOutcome::failed,
            {hop.path, std::move(target)},
            error_number};
}

/// Whether the way from `path` on leads through the link of `hop`.
bool leads_through(const std::string& path, const Hop& hop) {
    return std::ranges::any_of(follow_links(path), [&](const Hop& step) {
        return last_component(step.path) == last_component(hop.path) &&
               is_same_directory(directory_of(step.path), directory_of(hop.path));
    });
}

/// Points what `reach` finds for `command` at `mode`.
LinkResult switch_one(const Installation& installation, const std::string& path, std::string_view command,
                      Mode mode, Reach reach) {
    const auto ours = our_hop(installation, path, command, reach);
    const auto real = ours ? find_real(installation, command, mode) : std::nullopt;
    // What was found for want of better may serve a call, but is nothing to keep.
    if (!real || real->identity == installation.self || real->found == Found::for_want_of_better) {
        return {command, LinkOutcome::not_ours, {path, {}}, 0};
    }
    // That would be a circle. A link to the wrapper is on no way to a program that is not the wrapper.
    if (ours->points_at == PointsAt::real && leads_through(real->path, ours->hop)) {
        return {command, LinkOutcome::not_ours, {path, {}}, 0};
    }
    return point(command, ours->hop, new_target(ours->hop, real->path));
}

/// The directory of the wrapper, where its commands are.
std::string known_directory(const Installation& installation) {
    if (installation.wrapper.empty()) {
        throw Failure{"find the wrapper's own file", "/proc/self/exe", "/proc is not mounted", "mount it"};
    }
    return directory_of(installation.wrapper);
}

/// What `change` makes of each command in `directory`. A place that refuses one link is not asked again: what
/// is behind the first failure is not tried.
template <typename Change>
std::vector<LinkResult> change_all(const std::string& directory, Change change) {
    std::vector<LinkResult> results;
    results.reserve(all_commands.size());
    for (const std::string_view command : all_commands) {
        results.push_back(change(join(directory, command), command));
        if (results.back().outcome == LinkOutcome::failed) {
            break;
        }
    }
    return results;
}

/// Whether an error of access(2) means that changing a link would fail as well. Others say nothing of the
/// file system: seccomp profiles older than faccessat2 answer EPERM, and the C library then does not fall
/// back.
bool says_read_only(int error_number) {
    return error_number == EROFS || error_number == EACCES;
}

LinkResult reset_one(const Installation& installation, const std::string& path, std::string_view command,
                     Missing missing) {
    if (const auto ours = our_hop(installation, path, command, Reach::wrapper_or_real)) {
        return ours->points_at == PointsAt::wrapper
                   ? LinkResult{command, LinkOutcome::unchanged, ours->hop, 0}
                   : point(command, ours->hop, new_target(ours->hop, installation.wrapper));
    }
    const bool wanted =
        find_real(installation, command, Mode::nft) || find_real(installation, command, Mode::legacy);
    if (missing == Missing::leave || !wanted) {
        return {command, LinkOutcome::not_ours, {path, {}}, 0};
    }
    if (identity_of(path) || errno != ENOENT) {
        return {command, LinkOutcome::in_the_way, {path, {}}, 0};
    }
    return point(command, {path, {}}, std::string{last_component(installation.wrapper)});
}

} // namespace

Outlook outlook_for_switching(const Installation& installation, const std::string& directory,
                              std::string_view command) {
    const auto ours = our_hop(installation, join(directory, command), command, Reach::wrapper);
    if (!ours) {
        return {};
    }
    // As the user that the change will be made as, if we are set-uid.
    const std::string place = directory_of(ours->hop.path);
    if (::faccessat(AT_FDCWD, place.c_str(), W_OK, AT_EACCESS) != 0 && says_read_only(errno)) {
        return {Outlook::Kind::refused, ours->hop.path, errno};
    }
    return {Outlook::Kind::changeable, ours->hop.path, 0};
}

std::vector<LinkResult> switch_links(const Installation& installation, const std::string& directory,
                                     Mode mode) {
    return change_all(directory, [&](const std::string& path, std::string_view command) {
        return switch_one(installation, path, command, mode, Reach::wrapper);
    });
}

std::vector<LinkResult> switch_links_again(const Installation& installation, Mode mode) {
    return change_all(known_directory(installation), [&](const std::string& path, std::string_view command) {
        return switch_one(installation, path, command, mode, Reach::wrapper_or_real);
    });
}

std::vector<LinkResult> reset_links(const Installation& installation, Missing missing) {
    // Taken away since we were started, or while we waited for the one who did it.
    if (!installation.wrapper.empty() && !identity_of(installation.wrapper)) {
        throw system_failure("point the commands at", installation.wrapper, errno,
                             "run iptables-wrapper-installer");
    }
    return change_all(known_directory(installation), [&](const std::string& path, std::string_view command) {
        return reset_one(installation, path, command, missing);
    });
}

} // namespace iptables_wrapper::wrapper
