// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/switch_links.hpp"

#include "common/file_descriptor.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
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

/// The program that a link of `command` may point at: what was found for want of a better one may serve a
/// call, but no link.
std::optional<RealBinary> find_lasting(const Installation& installation, std::string_view command,
                                       Mode mode) {
    auto real = find_real(installation, command, mode);
    if (real && (real->identity == installation.self || real->found == Found::for_want_of_better)) {
        real.reset();
    }
    return real;
}

/// Whether this directory is a volume that nobody has used yet: an empty mount point. Kubernetes gives
/// containers such ones that everybody may write to (emptyDir), and they have no tool that could change that.
bool is_fresh_volume(const FileDescriptor& place, const struct stat& status) {
    struct stat above {};
    if ((status.st_mode & S_ISVTX) != 0 || ::fstatat(place.number(), "..", &above, 0) != 0 ||
        above.st_dev == status.st_dev) {
        return false;
    }
    constexpr long size_of_dots = 48; // of what getdents64(2) gives for "." and ".."
    std::array<char, 256> entries{};
    const long size = ::syscall(SYS_getdents64, place.number(), entries.data(), entries.size());
    return size >= 0 && size <= size_of_dots;
}

} // namespace

std::optional<Failure> obstacle_to_changes(const Installation& installation) {
    if (installation.wrapper.empty()) {
        return Failure{"find the wrapper's own file", "/proc/self/exe", "/proc is not mounted", "mount it",
                       ExitStatus::failed};
    }
    // It was removed after we were started, perhaps by the process that we waited for.
    if (!identity_of(installation.wrapper.c_str())) {
        return Failure{"point the commands at", installation.wrapper, reason_of(errno),
                       "run iptables-wrapper-installer", ExitStatus::failed};
    }
    return std::nullopt;
}

LinkResults switch_links(const Installation& installation, std::string_view directory, Mode mode,
                         PointsAt furthest) {
    LinkChanges all{directory};
    for (std::size_t i = 0; i < all_commands.size(); ++i) {
        const std::string_view command = all_commands[i];
        LinkWalk walk{directory, command};
        const auto ours = find_our_hop(walk, installation, command);
        if (!ours || *ours > furthest) {
            continue;
        }
        const auto real = find_lasting(installation, command, mode);
        // A circle? A link that points at the wrapper cannot be on the way to another program.
        if (!real || (ours == PointsAt::real && leads_through(real->path(), walk.hop()))) {
            continue;
        }
        const auto& [link, former] = walk.hop();
        all.want(i, link, former, new_target(walk.hop(), real->directory, real->name));
    }
    return all.make_all();
}

std::optional<Failure> obstacle_to_links_in(const char* directory, const Installation& installation) {
    const auto refused = [&](std::string_view reason, std::string_view hint) {
        return Failure{"make links in", directory, reason, hint, ExitStatus::failed};
    };
    const FileDescriptor place{::openat(AT_FDCWD, directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    struct stat status {};
    if (!place || ::fstat(place.number(), &status) != 0) {
        return refused(reason_of(errno), "it must be a directory that is there already");
    }
    if (std::ranges::any_of(installation.usual,
                            [&](std::string_view usual) { return is_same_directory(directory, usual); }) ||
        is_same_directory(directory, installation.first_directory())) {
        return refused("the commands themselves are there", "use --switch without --links");
    }
    if (status.st_uid != ::geteuid()) {
        return refused("it belongs to another user", "use a directory of the user who runs this");
    }
    constexpr mode_t others_may_write = 022;
    if ((status.st_mode & others_may_write) != 0 && is_fresh_volume(place, status)) {
        ::fchmod(place.number(), status.st_mode & 07777U & ~others_may_write);
    }
    // Or another container has closed it meanwhile.
    if (::fstat(place.number(), &status) != 0 || (status.st_mode & others_may_write) != 0) {
        return refused("others may write to it", "take that right away: chmod go-w");
    }
    return std::nullopt;
}

LinkResults make_links_in(const Installation& installation, std::string_view directory, Mode mode) {
    LinkChanges all{directory};
    bool free = true;
    for (std::size_t i = 0; i < all_commands.size(); ++i) {
        const auto real = find_lasting(installation, all_commands[i], mode);
        if (!real) {
            continue;
        }
        Path former;
        const bool is_link = read_link_into(former, all.path(i));
        if (is_link ? !is_real_of(all_commands[i], last_component(former)) : errno != ENOENT) {
            all.spare(i);
            free = false;
        } else {
            all.want(i, all.path(i), former, real->path());
        }
    }
    return free ? all.make_all() : all.results();
}

LinkResults reset_links(const Installation& installation, Missing missing) {
    const std::string_view directory = directory_of(installation.wrapper);
    const std::string_view name = last_component(installation.wrapper);
    LinkChanges all{directory};
    for (std::size_t i = 0; i < all_commands.size(); ++i) {
        const std::string_view command = all_commands[i];
        LinkWalk walk{directory, command};
        const auto& [link, former] = walk.hop();
        const auto ours = find_our_hop(walk, installation, command);
        if (ours == PointsAt::wrapper) {
            all.want(i, link, former, former);
        } else if (ours == PointsAt::real) {
            all.want(i, link, former, new_target(walk.hop(), directory, name));
        } else if (missing == Missing::create && (find_real(installation, command, Mode::nft) ||
                                                  find_real(installation, command, Mode::legacy))) {
            if (identity_of(all.path(i)) || errno != ENOENT) {
                all.spare(i);
            } else {
                Path dangling;
                read_link_into(dangling, all.path(i));
                all.want(i, all.path(i), dangling, name);
            }
        }
    }
    return all.make_all();
}

} // namespace iptables_wrapper::wrapper
