// SPDX-License-Identifier: Apache-2.0
#include "common/change_lock.hpp"

#include "common/this_process.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace iptables_wrapper {

namespace {

/// `close_on_exec` is O_CLOEXEC, or 0 if child processes inherit the lock.
std::optional<FileDescriptor> try_to_lock(const char* directory, int close_on_exec) {
    FileDescriptor root{::openat(AT_FDCWD, directory, O_RDONLY | O_DIRECTORY | close_on_exec)};
    if (!root || ::flock(root.number(), LOCK_EX | LOCK_NB) == 0) {
        return root;
    }
    const int error_number = errno;
    if (error_number == EWOULDBLOCK) {
        return std::nullopt;
    }
    root = FileDescriptor{};
    errno = error_number;
    return root;
}

} // namespace

std::optional<FileDescriptor> try_to_lock_changes(const char* directory) {
    return try_to_lock(directory, O_CLOEXEC);
}

std::optional<FileDescriptor> lock_changes(unsigned patience, const char* directory) {
    const std::int64_t deadline = milliseconds_now() + patience;
    while (true) {
        if (auto lock = try_to_lock(directory, 0)) {
            return lock;
        }
        if (milliseconds_now() >= deadline) {
            return std::nullopt;
        }
        pause_milliseconds(1);
    }
}

Phrase held_too_long(unsigned patience, std::string_view directory) {
    return {"another process has held the lock on '", directory, "' for ", digits_of(patience / 1000), " s"};
}

} // namespace iptables_wrapper
