// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "common/text.hpp"

namespace iptables_wrapper {

/// `number` in decimal digits.
inline Text<10> digits_of(unsigned number) {
    std::array<char, 10> digits{};
    std::size_t start = digits.size();
    do {
        digits.at(--start) = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number != 0);
    return std::string_view{digits.data() + start, digits.size() - start};
}

} // namespace iptables_wrapper
