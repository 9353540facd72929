// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/switch_links.hpp"

#include "common/file_descriptor.hpp"
#include "wrapper/links/our_links.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>

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

/// Texts with a zero behind them. Not on the stack, which may be small, and of the memory only as much is
/// touched as they take.
class Texts {
public:
    void clear() { used_ = 0; }
    std::string_view keep(std::string_view text) {
        char* const place = room_.data() + used_;
        const std::size_t size = append_to(place, std::min(text.size(), room_.size() - used_ - 1), 0, text);
        used_ += size + 1;
        return {place, size};
    }

private:
    std::size_t used_ = 0;
    std::array<char, all_commands.size() * 5 * (Path::room + 1)> room_{};
};

Texts& texts() {
    static Texts texts;
    return texts;
}

/// A change of one link, beside its result.
struct Change {
    bool wanted = false;
    std::string_view former;    ///< the text of the link; empty if there is none yet
    std::string_view temporary; ///< the name of the new link before the exchange, and of the old one after it
};

struct Changes {
    LinkResults results;
    std::array<Change, all_commands.size()> changes;

    explicit Changes(std::string_view directory) {
        texts().clear();
        for (std::size_t i = 0; i < all_commands.size(); ++i) {
            results[i].command = all_commands[i];
            results[i].link = texts().keep(join(directory, all_commands[i]));
        }
    }
    /// Leaves a link alone that an earlier command leads through: it can only have one target.
    void want(std::size_t i, const Hop& hop, std::string_view target) {
        if (std::any_of(results.begin(), results.begin() + i,
                        [&](const LinkResult& other) { return hop.path == other.link; })) {
            return;
        }
        results[i].outcome = LinkOutcome::unchanged;
        results[i].link = texts().keep(hop.path);
        results[i].target = texts().keep(target);
        changes[i] = {results[i].target != hop.target, texts().keep(hop.target), {}};
    }
};

/// Whether an error of renameat2(2) can mean that it cannot exchange: the kernel, a seccomp profile or the
/// file system does not know how to.
bool says_unsupported(int error_number) {
    return error_number == ENOSYS || error_number == EPERM || error_number == EINVAL ||
           error_number == EOPNOTSUPP;
}

/// Exchanges the links at `path` and `temporary`. Where the kernel cannot, makes a copy of the one at `path`
/// and renames the other over it: what happens to `path` between these two is lost. Returns 0 or an errno.
int exchange(std::string_view path, std::string_view temporary) {
    constexpr unsigned rename_exchange = 1U << 1U; // RENAME_EXCHANGE of <linux/fs.h>
    if (::syscall(SYS_renameat2, AT_FDCWD, path.data(), AT_FDCWD, temporary.data(), rename_exchange) == 0) {
        return 0;
    }
    if (!says_unsupported(errno)) {
        return errno;
    }
    const Path copy = temporary_name_beside(path);
    const auto text = read_link(path.data());
    if (!text || ::symlink(text->c_str(), copy.c_str()) != 0) {
        return errno;
    }
    if (::rename(temporary.data(), path.data()) != 0) {
        const int error_number = errno;
        ::unlink(copy.c_str());
        return error_number;
    }
    if (::rename(copy.c_str(), temporary.data()) != 0) {
        const int error_number = errno;
        static_cast<void>(::rename(copy.c_str(), path.data())); // as it was, or nothing can be done about it
        return error_number;
    }
    return 0;
}

bool has_text(std::string_view link, std::string_view text) {
    const auto found = read_link(link.data());
    return found && *found == text;
}

/// Exchanges the link at `path`, whose text is `from`, with the one at `temporary`, whose text is `to`.
/// `linked`, or `overtaken` if it has another text by now, or `failed` with errno.
LinkOutcome put(std::string_view path, std::string_view temporary, std::string_view from,
                std::string_view to) {
    if (const int error_number = exchange(path, temporary); error_number != 0) {
        errno = error_number;
        return error_number == ENOENT ? LinkOutcome::overtaken : LinkOutcome::failed;
    }
    if (has_text(temporary, from)) {
        return LinkOutcome::linked;
    }
    // Theirs goes back. If ours is not what comes back for it, it has been changed once more.
    if (exchange(path, temporary) == 0 && !has_text(temporary, to)) {
        static_cast<void>(exchange(path, temporary));
    }
    return LinkOutcome::overtaken;
}

/// Makes the new link under a temporary name; in the place of a missing one, at once.
bool prepare(LinkResult& result, Change& change) {
    if (change.former.empty()) {
        result.outcome = ::symlink(result.target.data(), result.link.data()) == 0 ? LinkOutcome::linked
                                                                                  : LinkOutcome::failed;
    } else {
        change.temporary = texts().keep(temporary_name_beside(result.link));
        if (::symlink(result.target.data(), change.temporary.data()) != 0) {
            change.temporary = {};
            result.outcome = LinkOutcome::failed;
        }
    }
    result.error_number = errno;
    return result.outcome != LinkOutcome::failed;
}

bool make(LinkResult& result, Change& change) {
    if (!change.temporary.empty()) {
        result.outcome = put(result.link, change.temporary, change.former, result.target);
        result.error_number = errno;
    }
    return result.outcome == LinkOutcome::linked;
}

/// Says so if it cannot undo it: the result stays `linked` then.
bool undo(LinkResult& result, Change& change) {
    bool undone = result.outcome == LinkOutcome::unchanged;
    if (result.outcome == LinkOutcome::linked) {
        undone =
            change.former.empty()
                ? has_text(result.link, result.target) && ::unlink(result.link.data()) == 0
                : put(result.link, change.temporary, result.target, change.former) != LinkOutcome::failed;
    }
    if (undone) {
        result.outcome = LinkOutcome::held_back;
    }
    return true;
}

/// Takes `step` for each link that is to be changed, until it returns false; returns whether it never did.
bool of_each_wanted(Changes& all, bool (*step)(LinkResult&, Change&)) {
    for (std::size_t i = 0; i < all_commands.size(); ++i) {
        if (all.changes[i].wanted && !step(all.results[i], all.changes[i])) {
            return false;
        }
    }
    return true;
}

/// Makes all that is wanted, or nothing.
LinkResults make_all(Changes& all) {
    if (!of_each_wanted(all, prepare) || !of_each_wanted(all, make)) {
        of_each_wanted(all, undo);
    }
    for (const Change& change : all.changes) {
        if (!change.temporary.empty()) {
            ::unlink(change.temporary.data());
        }
    }
    return all.results;
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

void append_quoted(Output& output, std::string_view verb, std::string_view path) {
    output.append(verb).append(" '");
    append_printable(output, path);
    output.append("'");
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

void append_words(Output& output, const LinkResult& result) {
    switch (result.outcome) {
    case LinkOutcome::linked:
        append_quoted(output, "linked", result.link);
        append_quoted(output, " ->", result.target);
        break;
    case LinkOutcome::unchanged:
        append_quoted(output, "unchanged", result.link);
        break;
    case LinkOutcome::not_ours:
    case LinkOutcome::in_the_way:
    case LinkOutcome::held_back:
        append_quoted(output, "left alone", result.link);
        break;
    case LinkOutcome::failed:
        append_sentence(output, {"change the link", result.link, reason_of(result.error_number), {}});
        break;
    case LinkOutcome::overtaken:
        append_sentence(output,
                        {"change the link", result.link, "another process has changed it meanwhile", {}});
        break;
    }
}

LinkResults switch_links(const Installation& installation, std::string_view directory, Mode mode,
                         Reach reach) {
    Changes all{directory};
    for (std::size_t i = 0; i < all_commands.size(); ++i) {
        const std::string_view command = all_commands[i];
        LinkWalk walk{directory, command};
        const auto ours = find_our_hop(walk, installation, command, reach);
        const auto real = ours ? find_lasting(installation, command, mode) : std::nullopt;
        if (!real) {
            continue;
        }
        // That would be a circle. A link that points at the wrapper cannot be on the way to another program.
        if (ours == PointsAt::real && leads_through(real->path(), walk.hop())) {
            continue;
        }
        all.want(i, walk.hop(), new_target(walk.hop(), real->directory, real->name));
    }
    return make_all(all);
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
    Changes all{directory};
    bool free = true;
    for (std::size_t i = 0; i < all_commands.size(); ++i) {
        const auto real = find_lasting(installation, all_commands[i], mode);
        if (!real) {
            continue;
        }
        const auto text = read_link(all.results[i].link.data());
        if (text ? !is_real_of(all_commands[i], last_component(*text)) : errno != ENOENT) {
            all.results[i].outcome = LinkOutcome::in_the_way;
            free = false;
        } else {
            all.want(i, {all.results[i].link, text.value_or("")}, real->path());
        }
    }
    if (!free) {
        all.changes = {};
    }
    return make_all(all);
}

LinkResults reset_links(const Installation& installation, Missing missing) {
    const std::string_view directory = directory_of(installation.wrapper);
    const std::string_view name = last_component(installation.wrapper);
    Changes all{directory};
    for (std::size_t i = 0; i < all_commands.size(); ++i) {
        const std::string_view command = all_commands[i];
        LinkWalk walk{directory, command};
        if (const auto ours = find_our_hop(walk, installation, command, Reach::wrapper_or_real)) {
            all.want(i, walk.hop(),
                     ours == PointsAt::wrapper ? walk.hop().target : new_target(walk.hop(), directory, name));
            continue;
        }
        if (missing == Missing::leave || (!find_real(installation, command, Mode::nft) &&
                                          !find_real(installation, command, Mode::legacy))) {
            continue;
        }
        const Path path = join(directory, command);
        if (identity_of(path.c_str()) || errno != ENOENT) {
            all.results[i].outcome = LinkOutcome::in_the_way;
        } else {
            all.want(i, {path, read_link(path.c_str()).value_or("")}, name);
        }
    }
    return make_all(all);
}

} // namespace iptables_wrapper::wrapper
