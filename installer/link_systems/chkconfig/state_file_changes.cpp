// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/chkconfig/state_file_changes.hpp"

#include "installer/link_systems/chkconfig/state_file.hpp"
#include "installer/link_systems/groups/registration.hpp"

namespace iptables_wrapper::installer {

namespace {

/// What `alternative` provides under the name of `link`; empty for nothing.
std::string provided(const LinkGroup& group, const Alternative& alternative, const GroupLink& link) {
    if (link.name == group.master.name) {
        return alternative.path;
    }
    const auto found = alternative.slaves.find(link.name);
    return found == alternative.slaves.end() ? "" : found->second;
}

Action write_record(const RecordedGroup& state, std::string content, Words words) {
    return {WriteFile{state.file, std::move(content), state.attributes, BackupMethod::in_memory},
            std::move(words)};
}

/// What becomes current when the wrapper goes; null for nothing.
const Alternative* successor(const LinkGroup& group, const std::string& wrapper, const Node& record) {
    if (const Alternative* const chosen = group.alternative(record.target)) {
        return chosen;
    }
    return best_other(group, wrapper);
}

} // namespace

void join_group(const RecordedGroup& state, const Alternative& wanted, Plan& plan) {
    const LinkGroup& group = state.group;
    std::string content = with_alternative(state.text, group, wanted);
    if (content != state.text) {
        const bool present = group.alternative(wanted.path) != nullptr;
        plan.push_back(write_record(state, std::move(content),
                                    present ? group_words::make_current(wanted.path, group.master.name)
                                            : group_words::enroll(wanted.path, group.master.name)));
    }
    for (const GroupLink& link : group.links()) {
        if (std::string target = provided(group, wanted, link); !target.empty()) {
            plan.push_back(actions::make_link(state.between(link), std::move(target)));
        }
    }
}

void leave_group(const RecordedGroup& state, Plan& plan) {
    const LinkGroup& group = state.group;
    const Alternative* const next = successor(group, state.wrapper, state.choice);
    const std::vector<GroupLink> links = group.links();
    for (std::size_t i = 0; i < links.size(); ++i) {
        const std::string between = state.between(links[i]);
        std::string target = next == nullptr ? "" : provided(group, *next, links[i]);
        if (!target.empty()) {
            plan.push_back(actions::make_link(between, std::move(target)));
            continue;
        }
        if (state.registered[i].target == between) {
            plan.push_back(actions::remove({links[i].link}));
        }
        plan.push_back(actions::remove({between}));
    }
    if (next == nullptr) {
        plan.push_back(actions::remove(
            {state.file, Remove::Importance::required, Remove::Moment::at_once, BackupMethod::in_memory}));
        return;
    }
    const bool by_hand = next->path == state.choice.target;
    plan.push_back(
        write_record(state,
                     without_alternative(state.text, group, state.wrapper,
                                         by_hand ? LinkGroup::Status::manual : LinkGroup::Status::automatic),
                     group_words::withdraw(state.wrapper, group.master.name)));
}

} // namespace iptables_wrapper::installer
