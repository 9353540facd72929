// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/link_group.hpp"

#include "installer/system/links.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

const Alternative* LinkGroup::alternative(std::string_view path) const {
    for (const Alternative& candidate : alternatives) {
        if (candidate.path == path) {
            return &candidate;
        }
    }
    return nullptr;
}

bool LinkGroup::holds(std::string_view command) const {
    const std::vector<GroupLink> all = links();
    return std::any_of(all.begin(), all.end(),
                       [command](const GroupLink& link) { return last_component(link.link) == command; });
}

std::vector<GroupLink> LinkGroup::links() const {
    std::vector<GroupLink> all{master};
    all.insert(all.end(), slaves.begin(), slaves.end());
    return all;
}

} // namespace iptables_wrapper::installer
