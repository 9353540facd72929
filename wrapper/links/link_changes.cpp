// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/link_changes.hpp"

#include "common/failure.hpp"
#include "common/file_descriptor.hpp"
#include "common/links.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>

#include <dirent.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace iptables_wrapper::wrapper {

namespace {

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

/// Exchanges the link at `path`, whose text is `from`, with the one at `temporary`, whose text is `to`.
/// `linked`, or `overtaken` if it has another text by now, or `failed` with errno.
LinkOutcome put(std::string_view path, std::string_view temporary, std::string_view from,
                std::string_view to) {
    if (const int error_number = exchange(path, temporary); error_number != 0) {
        errno = error_number;
        return error_number == ENOENT ? LinkOutcome::overtaken : LinkOutcome::failed;
    }
    if (has_text(temporary.data(), from)) {
        return LinkOutcome::linked;
    }
    // Theirs goes back. If ours is not what comes back for it, it has been changed once more.
    if (exchange(path, temporary) == 0 && !has_text(temporary.data(), to)) {
        static_cast<void>(exchange(path, temporary));
    }
    return LinkOutcome::overtaken;
}

/// Makes the new link under a temporary name; in the place of a missing one, at once. Returns whether it is
/// there.
bool prepare(LinkResult& change) {
    if (change.outcome != LinkOutcome::held_back) {
        return true;
    }
    const bool replaces = !change.former.empty();
    const std::string_view place = replaces ? texts().keep(temporary_name_beside(change.link)) : change.link;
    if (::symlink(change.target.data(), place.data()) != 0) {
        change.outcome = LinkOutcome::failed;
        change.error_number = errno;
        return false;
    }
    if (replaces) {
        change.temporary = place;
    } else {
        change.outcome = LinkOutcome::linked;
    }
    return true;
}

/// Exchanges the two. Returns whether the new link is in its place.
bool make(LinkResult& change) {
    if (change.temporary.empty()) {
        return true;
    }
    change.outcome = put(change.link, change.temporary, change.former, change.target);
    change.error_number = errno;
    return change.outcome == LinkOutcome::linked;
}

/// What cannot be undone stays `linked`.
void undo(LinkResult& change) {
    if (change.outcome != LinkOutcome::linked) {
        return;
    }
    const bool undone =
        change.former.empty()
            ? has_text(change.link.data(), change.target) && ::unlink(change.link.data()) == 0
            : put(change.link, change.temporary, change.target, change.former) != LinkOutcome::failed;
    if (undone) {
        change.outcome = LinkOutcome::held_back;
    }
}

void append_quoted(Output& output, std::string_view verb, std::string_view path) {
    output.append(verb).append(" '");
    append_printable(output, path);
    output.append("'");
}

} // namespace

LinkChanges::LinkChanges(std::string_view directory) {
    texts().clear();
    for (std::size_t i = 0; i < all_commands.size(); ++i) {
        all_[i].command = all_commands[i];
        all_[i].link = texts().keep(join(directory, all_commands[i]));
    }
}

void LinkChanges::want(std::size_t i, std::string_view link, std::string_view former,
                       std::string_view target) {
    if (std::any_of(all_.begin(), all_.begin() + i,
                    [&](const LinkResult& earlier) { return link == earlier.link; })) {
        return;
    }
    all_[i].outcome = target == former ? LinkOutcome::unchanged : LinkOutcome::held_back;
    all_[i].link = texts().keep(link);
    all_[i].target = texts().keep(target);
    all_[i].former = texts().keep(former);
}

LinkResults LinkChanges::make_all() {
    if (!std::ranges::all_of(all_, prepare) || !std::ranges::all_of(all_, make)) {
        std::ranges::for_each(all_, undo);
    }
    for (const LinkResult& change : all_) {
        if (!change.temporary.empty()) {
            ::unlink(change.temporary.data());
        }
    }
    return all_;
}

std::optional<Failure> failure_of(const LinkResult& result) {
    switch (result.outcome) {
    case LinkOutcome::linked:
    case LinkOutcome::unchanged:
    case LinkOutcome::not_ours:
    case LinkOutcome::held_back:
        return std::nullopt;
    case LinkOutcome::in_the_way:
        return Failure{"replace", result.link, "it is something else, and would be lost",
                       "run iptables-wrapper-installer, which keeps what it replaces"};
    case LinkOutcome::failed:
        return Failure{"change the link", result.link, reason_of(result.error_number), {}};
    case LinkOutcome::overtaken:
        return Failure{"change the link", result.link, "another process has changed it meanwhile",
                       "see what it has chosen, and run this again if it is to be replaced"};
    }
    __builtin_unreachable();
}

void append_words(Output& output, const LinkResult& result) {
    if (const auto failure = failure_of(result)) {
        append_sentence(output, failure->text());
    } else if (result.outcome == LinkOutcome::linked) {
        append_quoted(output, "linked", result.link);
        append_quoted(output, " ->", result.target);
    } else {
        append_quoted(output, result.outcome == LinkOutcome::unchanged ? "unchanged" : "left alone",
                      result.link);
    }
}

void remove_leftovers(std::string_view directory, Output& output) {
    const Path path = join(directory, "");
    const FileDescriptor listing{::openat(AT_FDCWD, path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    // By getdents64(2), because readdir(3) would be the only thing here that needs a heap.
    alignas(dirent) std::array<char, 4096> entries{};
    long size = 0;
    while ((size = ::syscall(SYS_getdents64, listing.number(), entries.data(), entries.size())) > 0) {
        for (long offset = 0; offset < size;) {
            // The kernel's structure is that of the C library where it has 64-bit offsets.
            const auto* const entry = reinterpret_cast<const dirent*>(entries.data() + offset);
            const char* const name = entry->d_name;
            char first = 0;
            if (is_temporary_name(name) && ::readlinkat(listing.number(), name, &first, 1) >= 0 &&
                ::unlinkat(listing.number(), name, 0) == 0) {
                output.append("removed leftover '");
                append_printable(output, path);
                output.append(name).append("'\n");
            }
            offset += entry->d_reclen;
        }
    }
}

} // namespace iptables_wrapper::wrapper
