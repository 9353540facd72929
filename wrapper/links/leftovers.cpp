// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/leftovers.hpp"

#include "common/file_descriptor.hpp"
#include "common/links.hpp"

#include <array>
#include <cstddef>

#include <dirent.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace iptables_wrapper::wrapper {

namespace {

/// Calls `take` with the name of each entry of `directory` that can be read. Uses getdents64(2), because
/// readdir(3) would be the only thing here that needs a heap.
template <typename Take>
void for_each_entry(const char* directory, Take take) {
    const FileDescriptor listing{::openat(AT_FDCWD, directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    alignas(dirent) std::array<char, 4096> entries{};
    long size = 0;
    while ((size = ::syscall(SYS_getdents64, listing.number(), entries.data(), entries.size())) > 0) {
        for (long offset = 0; offset < size;) {
            // The kernel's structure is that of the C library where it has 64-bit offsets.
            const auto* const entry = reinterpret_cast<const dirent*>(entries.data() + offset);
            take(std::string_view{static_cast<const char*>(entry->d_name)});
            offset += entry->d_reclen;
        }
    }
}

} // namespace

void remove_leftovers(std::string_view directory, Output& output) {
    for_each_entry(Path{directory}.c_str(), [&](std::string_view name) {
        if (!is_temporary_name(name)) {
            return;
        }
        const Path path = join(directory, name);
        if (read_link(path.c_str()) && ::unlink(path.c_str()) == 0) {
            output.append("removed leftover '");
            append_printable(output, path);
            output.append("'\n");
        }
    });
}

} // namespace iptables_wrapper::wrapper
