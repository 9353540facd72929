// SPDX-License-Identifier: Apache-2.0
#include "wrapper/evidence/marks.hpp"

namespace iptables_wrapper::wrapper {

std::string_view name_of(Family family) {
    return family == Family::ipv4 ? "ip" : "ip6";
}

std::optional<std::size_t> MarkSet::first_of(Rank rank) const {
    for (std::size_t index = 0; index < marks.size(); ++index) {
        if (marks.at(index).rank == rank && has(index)) {
            return index;
        }
    }
    return std::nullopt;
}

} // namespace iptables_wrapper::wrapper
