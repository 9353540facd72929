// SPDX-License-Identifier: Apache-2.0
#include "common/text.hpp"

namespace iptables_wrapper {

std::size_t append_to(char* room, std::size_t capacity, std::size_t size, std::string_view text) {
    size += text.copy(room + size, capacity - size);
    room[size] = '\0';
    return size;
}

} // namespace iptables_wrapper
