// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/dpkg/changes.hpp"

#include "installer/link_systems/groups/registration.hpp"

namespace iptables_wrapper::installer {

namespace {

/// Has update-alternatives change the group. It writes the record and all links, each under a temporary name
/// first. If it fails, it leaves those files behind.
Action change(const UpdateAlternatives& system, const LinkGroup& group, std::vector<std::string> arguments,
              Words words) {
    std::vector<Touched> touched{{system.record_directory / group.master.name, BackupMethod::in_memory}};
    for (const GroupLink& link : group.links()) {
        touched.push_back({system.link_directory / link.name});
        touched.push_back({link.link});
    }
    const std::size_t finished = touched.size();
    for (std::size_t i = 0; i < finished; ++i) {
        fs::path temporary = touched[i].path;
        temporary += ".dpkg-tmp";
        touched.push_back({std::move(temporary), BackupMethod::in_memory});
    }
    return {RunTool{"change the alternatives of group", group.master.name, system.tool, std::move(arguments),
                    std::move(touched)},
            std::move(words)};
}

} // namespace

Action enroll(const UpdateAlternatives& system, const LinkGroup& group, const Alternative& wanted) {
    std::vector<std::string> arguments{"--install", group.master.link, group.master.name, wanted.path,
                                       std::to_string(wanted.priority)};
    for (const GroupLink& follower : group.followers) {
        const auto found = wanted.followers.find(follower.name);
        if (found != wanted.followers.end()) {
            arguments.insert(arguments.end(), {"--slave", follower.link, follower.name, found->second});
        }
    }
    return change(system, group, std::move(arguments), group_words::enroll(wanted.path, group.master.name));
}

Action follow_priorities(const UpdateAlternatives& system, const LinkGroup& group, Words words) {
    return change(system, group, {"--auto", group.master.name}, std::move(words));
}

void lead_to(const UpdateAlternatives& system, const LinkGroup& group, const Alternative& next, Plan& plan) {
    for (const GroupLink& link : group.links()) {
        if (std::optional<std::string> target = provided(group, next, link)) {
            plan.push_back({MakeLink{system.link_directory / link.name, std::move(*target)}, {}});
        }
    }
}

Action choose(const UpdateAlternatives& system, const LinkGroup& group, const std::string& path) {
    return change(system, group, {"--set", group.master.name, path},
                  group_words::choose(path, group.master.name));
}

Action withdraw(const UpdateAlternatives& system, const LinkGroup& group, const std::string& wrapper) {
    return change(system, group, {"--remove", group.master.name, wrapper},
                  group_words::withdraw(wrapper, group.master.name));
}

} // namespace iptables_wrapper::installer
