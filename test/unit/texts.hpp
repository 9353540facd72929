// SPDX-License-Identifier: Apache-2.0
// How Boost.Test prints a Text.
#pragma once

#include "common/text.hpp"

#include <ostream>

namespace iptables_wrapper {

template <std::size_t capacity>
std::ostream& boost_test_print_type(std::ostream& stream, const Text<capacity>& text) {
    return stream << text.view();
}

} // namespace iptables_wrapper
