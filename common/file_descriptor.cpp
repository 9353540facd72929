// SPDX-License-Identifier: Apache-2.0
#include "common/file_descriptor.hpp"

#include <unistd.h>

namespace iptables_wrapper {

FileDescriptor::~FileDescriptor() {
    if (number_ >= 0) {
        // Nothing written through it can be lost here: whoever writes calls fsync first.
        ::close(number_);
    }
}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
}

} // namespace iptables_wrapper
