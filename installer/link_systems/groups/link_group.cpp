// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/link_group.hpp"

#include "installer/system/path.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

const Alternative* LinkGroup::alternative(std::string_view path) const {
    const auto found = std::ranges::find(alternatives, path, &Alternative::path);
    return found == alternatives.end() ? nullptr : &*found;
}

bool LinkGroup::holds(std::string_view command) const {
    return std::ranges::any_of(links(), [command](const GroupLink& link) {
        return fs::path(link.link).filename().native() == command;
    });
}

std::vector<GroupLink> LinkGroup::links() const {
    std::vector<GroupLink> all{master};
    all.insert(all.end(), followers.begin(), followers.end());
    return all;
}

} // namespace iptables_wrapper::installer
