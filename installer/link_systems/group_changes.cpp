// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/group_changes.hpp"

#include "common/commands.hpp"
#include "common/links.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

constexpr long usual_priority = 100;

/// Has update-alternatives change the group. It writes the record and all links, each under such a name first
/// that it leaves there when it fails.
Action change(const DpkgAlternatives& system, const LinkGroup& group, std::vector<std::string> arguments,
              Words words) {
    std::vector<Touched> touched{
        {system.record_directory + "/" + group.master.name, BackupMethod::in_memory}};
    for (const GroupLink& link : group.links()) {
        touched.push_back({system.link_directory + "/" + link.name});
        touched.push_back({link.link});
    }
    const std::size_t finished = touched.size();
    for (std::size_t i = 0; i < finished; ++i) {
        touched.push_back({touched[i].path + ".dpkg-tmp", BackupMethod::in_memory});
    }
    return {RunTool{"change the alternatives of group", group.master.name, system.tool, std::move(arguments),
                    std::move(touched)},
            std::move(words)};
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

Action enroll(const DpkgAlternatives& system, const LinkGroup& group, const Alternative& wanted) {
    std::vector<std::string> arguments{"--install", group.master.link, group.master.name, wanted.path,
                                       std::to_string(wanted.priority)};
    for (const GroupLink& slave : group.slaves) {
        const auto found = wanted.slaves.find(slave.name);
        if (found != wanted.slaves.end()) {
            arguments.insert(arguments.end(), {"--slave", slave.link, slave.name, found->second});
        }
    }
    return change(system, group, std::move(arguments), group_words::enroll(wanted.path, group.master.name));
}

Action make_current(const DpkgAlternatives& system, const LinkGroup& group, const std::string& wrapper) {
    return change(system, group, {"--auto", group.master.name},
                  group_words::make_current(wrapper, group.master.name));
}

Action choose(const DpkgAlternatives& system, const LinkGroup& group, const std::string& path) {
    return change(system, group, {"--set", group.master.name, path},
                  group_words::choose(path, group.master.name));
}

Action withdraw(const DpkgAlternatives& system, const LinkGroup& group, const std::string& wrapper) {
    return change(system, group, {"--remove", group.master.name, wrapper},
                  group_words::withdraw(wrapper, group.master.name));
}

} // namespace iptables_wrapper::installer
