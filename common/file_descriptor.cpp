// SPDX-License-Identifier: Apache-2.0
#include "common/file_descriptor.hpp"

#include <unistd.h>

namespace iptables_wrapper {

FileDescriptor::~FileDescriptor() {
    if (number_ >= 0) {
        // An error here loses nothing: whoever writes calls fsync before.
        ::close(number_);
    }
}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
}

} // namespace iptables_wrapper
