// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/link_group.hpp"

#include "common/commands.hpp"
#include "installer/system/failure.hpp"
#include "installer/system/path.hpp"

#include <algorithm>
#include <limits>

namespace iptables_wrapper::installer {

namespace {

constexpr long usual_priority = 100;
constexpr long highest_priority = std::numeric_limits<int>::max();

std::optional<std::string> follower_of(const Alternative* alternative, const std::string& name) {
    if (alternative == nullptr || !alternative->followers.contains(name)) {
        return std::nullopt;
    }
    return alternative->followers.at(name);
}

/// What the follower `name`, which is not one of the commands, should keep running: what the wrapper has been
/// registered with, as long as another alternative offers it, else what is current.
std::optional<std::string> kept_follower(const LinkGroup& group, const std::string& wrapper,
                                         const std::string& name) {
    const Alternative* const ours = group.alternative(wrapper);
    const bool registered_as_such =
        ours != nullptr && std::ranges::any_of(group.alternatives, [&](const Alternative& other) {
            return other.path != wrapper && follower_of(&other, name) == follower_of(ours, name);
        });
    if (registered_as_such) {
        return follower_of(ours, name);
    }
    const Alternative* const current = group.value == wrapper ? nullptr : group.alternative(group.value);
    return follower_of(current != nullptr ? current : best_other(group, wrapper), name);
}

} // namespace

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

const Alternative* best_other(const LinkGroup& group, const std::string& wrapper) {
    const Alternative* best = nullptr;
    for (const Alternative& candidate : group.alternatives) {
        if (candidate.path != wrapper && (best == nullptr || candidate.priority > best->priority)) {
            best = &candidate;
        }
    }
    return best;
}

std::optional<std::string> provided(const LinkGroup& group, const Alternative& alternative,
                                    const GroupLink& link) {
    return link.name == group.master.name ? alternative.path : follower_of(&alternative, link.name);
}

Alternative wanted_registration(const LinkGroup& group, const std::string& wrapper) {
    const Alternative* const other = best_other(group, wrapper);
    Alternative wanted{wrapper, usual_priority, {}};
    if (other != nullptr) {
        wanted.priority = std::clamp(other->priority + 1, usual_priority, highest_priority);
    }
    for (const GroupLink& follower : group.followers) {
        if (is_command(fs::path(follower.link).filename().native())) {
            wanted.followers[follower.name] = wrapper;
        } else if (const std::optional<std::string> path = kept_follower(group, wrapper, follower.name)) {
            wanted.followers[follower.name] = *path;
        }
    }
    return wanted;
}

void require_priority_to_spare(const LinkGroup& group, const std::string& wrapper) {
    const Alternative* const other = best_other(group, wrapper);
    if (other != nullptr && other->priority >= highest_priority) {
        throw Failure("register the wrapper in group", group.master.name,
                      "'" + other->path + "' has the highest possible priority, " +
                          std::to_string(other->priority),
                      "register that alternative with a lower priority");
    }
}

bool is_registered(const LinkGroup& group, const Alternative& wanted) {
    const Alternative* const present = group.alternative(wanted.path);
    if (present == nullptr || present->followers != wanted.followers) {
        return false;
    }
    const Alternative* const other = best_other(group, wanted.path);
    return other == nullptr || present->priority > other->priority;
}

} // namespace iptables_wrapper::installer
