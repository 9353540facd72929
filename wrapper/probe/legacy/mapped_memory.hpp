// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace iptables_wrapper::wrapper {

/// Pages straight from the kernel. A table may have hundreds of megabytes, and nothing else here needs a
/// heap.
class MappedMemory {
public:
    MappedMemory() = default;
    ~MappedMemory();
    MappedMemory(const MappedMemory&) = delete;
    MappedMemory& operator=(const MappedMemory&) = delete;
    MappedMemory(MappedMemory&&) = delete;
    MappedMemory& operator=(MappedMemory&&) = delete;

    /// Maps `size` bytes, once. 0, or the errno of what failed.
    int make_room(std::size_t size);

    [[nodiscard]] std::span<std::byte> bytes() { return bytes_; }

private:
    std::span<std::byte> bytes_;
};

} // namespace iptables_wrapper::wrapper
