// SPDX-License-Identifier: Apache-2.0
#include "common/change_lock.hpp"

#include "common/clock.hpp"
#include "common/number.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace iptables_wrapper {

std::optional<FileDescriptor> try_to_lock_changes(const char* directory) {
    FileDescriptor root{::openat(AT_FDCWD, directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
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

std::optional<FileDescriptor> lock_changes(unsigned patience, const char* directory) {
    const std::int64_t deadline = milliseconds_now() + patience;
    while (true) {
        if (auto lock = try_to_lock_changes(directory)) {
            if (*lock) {
                ::fcntl(lock->number(), F_SETFD, 0);
            }
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
