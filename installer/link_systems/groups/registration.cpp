// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/registration.hpp"

#include "common/commands.hpp"
#include "installer/system/failure.hpp"
#include "installer/system/path.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace iptables_wrapper::installer {

namespace {

constexpr long usual_priority = 100;
constexpr long highest_priority = std::numeric_limits<int>::max();

std::optional<std::string> slave_of(const Alternative* alternative, const std::string& name) {
    if (alternative == nullptr || !alternative->slaves.contains(name)) {
        return std::nullopt;
    }
    return alternative->slaves.at(name);
}

/// What the slave `name`, which is none of the commands, is to go on running: what the wrapper has been
/// registered with, as long as another alternative offers it, else what is current.
std::optional<std::string> kept_slave(const LinkGroup& group, const std::string& wrapper,
                                      const std::string& name) {
    const Alternative* const ours = group.alternative(wrapper);
    const bool registered_as_such =
        ours != nullptr && std::ranges::any_of(group.alternatives, [&](const Alternative& other) {
            return other.path != wrapper && slave_of(&other, name) == slave_of(ours, name);
        });
    if (registered_as_such) {
        return slave_of(ours, name);
    }
    const Alternative* const current = group.value == wrapper ? nullptr : group.alternative(group.value);
    return slave_of(current != nullptr ? current : best_other(group, wrapper), name);
}

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
        wanted.priority = std::clamp(other->priority + 1, usual_priority, highest_priority);
    }
    for (const GroupLink& slave : group.slaves) {
        if (is_command(fs::path(slave.link).filename().native())) {
            wanted.slaves[slave.name] = wrapper;
        } else if (const std::optional<std::string> path = kept_slave(group, wrapper, slave.name)) {
            wanted.slaves[slave.name] = *path;
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
    if (present == nullptr || present->slaves != wanted.slaves) {
        return false;
    }
    const Alternative* const other = best_other(group, wanted.path);
    return other == nullptr || present->priority > other->priority;
}

namespace group_words {

Words enroll(const std::string& path, const std::string& group) {
    return {"register", "registered", in_quotes(path) + " in group " + in_quotes(group)};
}

Words make_current(const std::string& path, const std::string& group) {
    return {"make", "made", in_quotes(path) + " current in group " + in_quotes(group)};
}

Words choose(const std::string& path, const std::string& group) {
    return {"choose", "chose", in_quotes(path) + " in group " + in_quotes(group)};
}

Words withdraw(const std::string& path, const std::string& group) {
    return {"remove", "removed", in_quotes(path) + " from group " + in_quotes(group)};
}

} // namespace group_words

} // namespace iptables_wrapper::installer
