// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/registration.hpp"

#include "common/commands.hpp"
#include "common/links.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

constexpr long usual_priority = 100;

} // namespace

const Alternative* best_other(const LinkGroup& group, const std::string& wrapper) {
    const Alternative* best = nullptr;
    for (const Alternative& candidate : group.alternatives) {
        if (candidate.path != wrapper && (best == nullptr || candidate.priority > best->priority)) {
            best = &candidate;
        }
    }
    return best;
}

Alternative wanted_registration(const LinkGroup& group, const std::string& wrapper) {
    const Alternative* const other = best_other(group, wrapper);
    Alternative wanted{wrapper, usual_priority, {}};
    if (other != nullptr) {
        wanted.priority = std::max(usual_priority, other->priority + 1);
    }
    for (const GroupLink& slave : group.slaves) {
        if (is_command(last_component(slave.link))) {
            wanted.slaves[slave.name] = wrapper;
        } else if (other != nullptr && other->slaves.contains(slave.name)) {
            wanted.slaves[slave.name] = other->slaves.at(slave.name);
        }
    }
    return wanted;
}

bool is_registered(const LinkGroup& group, const Alternative& wanted) {
    const Alternative* const present = group.alternative(wanted.path);
    if (present == nullptr || present->slaves != wanted.slaves) {
        return false;
    }
    const Alternative* const other = best_other(group, wanted.path);
    return other == nullptr || present->priority > other->priority;
}

namespace group_words {

Words enroll(const std::string& path, const std::string& group) {
    return {"register", "registered", quoted(path) + " in group " + quoted(group)};
}

Words make_current(const std::string& path, const std::string& group) {
    return {"make", "made", quoted(path) + " current in group " + quoted(group)};
}

Words choose(const std::string& path, const std::string& group) {
    return {"choose", "chose", quoted(path) + " in group " + quoted(group)};
}

Words withdraw(const std::string& path, const std::string& group) {
    return {"remove", "removed", quoted(path) + " from group " + quoted(group)};
}

} // namespace group_words

} // namespace iptables_wrapper::installer
