// SPDX-License-Identifier: Apache-2.0
#include "test/helper/tally.hpp"

#include <iostream>
#include <mutex>

namespace iptables_wrapper::test {

Tally& tally() {
    static Tally only;
    return only;
}

void fail(const std::string& text) {
    constexpr int most_failures = 10;
    static std::mutex one_at_a_time;
    const std::scoped_lock lock(one_at_a_time);
    if (++tally().failures <= most_failures) {
        std::cerr << text << std::endl;
    }
}

} // namespace iptables_wrapper::test
