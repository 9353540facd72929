// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/legacy/mapped_memory.hpp"

#include <cerrno>

#include <sys/mman.h>

namespace iptables_wrapper::wrapper {

MappedMemory::~MappedMemory() {
    if (!bytes_.empty()) {
        ::munmap(bytes_.data(), bytes_.size());
    }
}

int MappedMemory::make_room(std::size_t size) {
    void* const pages = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) { // NOLINT(cppcoreguidelines-pro-type-cstyle-cast,performance-no-int-to-ptr)
        return errno;
    }
    bytes_ = {static_cast<std::byte*>(pages), size};
    return 0;
}

} // namespace iptables_wrapper::wrapper
