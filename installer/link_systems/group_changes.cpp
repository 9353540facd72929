// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/group_changes.hpp"

#include "common/commands.hpp"
#include "common/links.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

constexpr long usual_priority = 100;

ChangeGroup change(ChangeGroup::Change kind, const DpkgAlternatives& system, const LinkGroup& group,
                   const std::string& path, std::vector<std::string> arguments) {
    std::vector<std::string> links;
    for (const GroupLink& link : group.links()) {
        links.push_back(system.link_directory + "/" + link.name);
        links.push_back(link.link);
    }
    return {kind,
            group.master.name,
            path,
            system.tool,
            std::move(arguments),
            system.record_directory + "/" + group.master.name,
            std::move(links)};
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

ChangeGroup enroll(const DpkgAlternatives& system, const LinkGroup& group, const Alternative& wanted) {
    std::vector<std::string> arguments{"--install", group.master.link, group.master.name, wanted.path,
                                       std::to_string(wanted.priority)};
    for (const GroupLink& slave : group.slaves) {
        const auto found = wanted.slaves.find(slave.name);
        if (found != wanted.slaves.end()) {
            arguments.insert(arguments.end(), {"--slave", slave.link, slave.name, found->second});
        }
    }
    return change(ChangeGroup::Change::enroll, system, group, wanted.path, std::move(arguments));
}

ChangeGroup make_current(const DpkgAlternatives& system, const LinkGroup& group, const std::string& wrapper) {
    return change(ChangeGroup::Change::make_current, system, group, wrapper, {"--auto", group.master.name});
}

ChangeGroup choose(const DpkgAlternatives& system, const LinkGroup& group, const std::string& path) {
    return change(ChangeGroup::Change::choose, system, group, path, {"--set", group.master.name, path});
}

ChangeGroup withdraw(const DpkgAlternatives& system, const LinkGroup& group, const std::string& wrapper) {
    return change(ChangeGroup::Change::withdraw, system, group, wrapper,
                  {"--remove", group.master.name, wrapper});
}

} // namespace iptables_wrapper::installer
