// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/chkconfig/state_file_changes.hpp"

#include "installer/link_systems/chkconfig/state_file.hpp"
#include "installer/link_systems/group_changes.hpp"

namespace iptables_wrapper::installer {

namespace {

using Change = ChangeGroup::Change;

/// What `alternative` provides under the name of `link`; empty for nothing.
std::string provided(const LinkGroup& group, const Alternative& alternative, const GroupLink& link) {
    if (link.name == group.master.name) {
        return alternative.path;
    }
    const auto found = alternative.slaves.find(link.name);
    return found == alternative.slaves.end() ? "" : found->second;
}

/// What becomes current when the wrapper goes; null for nothing.
const Alternative* successor(const LinkGroup& group, const std::string& wrapper, const Node& record) {
    if (const Alternative* const chosen = group.alternative(record.target)) {
        return chosen;
    }
    return best_other(group, wrapper);
}

} // namespace

void join_group(const GroupState& state, const Alternative& wanted, std::vector<Action>& plan) {
    const LinkGroup& group = state.group;
    std::string content = with_alternative(state.record_text, group, wanted);
    if (content != state.record_text) {
        const bool present = group.alternative(wanted.path) != nullptr;
        plan.emplace_back(WriteGroupRecord{present ? Change::make_current : Change::enroll, group.master.name,
                                           wanted.path, state.record_file, std::move(content)});
    }
    for (const GroupLink& link : group.links()) {
        if (std::string target = provided(group, wanted, link); !target.empty()) {
            plan.emplace_back(SetLink{state.link_directory + "/" + link.name, std::move(target)});
        }
    }
}

void leave_group(const GroupState& state, std::vector<Action>& plan) {
    const LinkGroup& group = state.group;
    const Alternative* const next = successor(group, state.wrapper, state.record);
    const std::vector<GroupLink> links = group.links();
    for (std::size_t i = 0; i < links.size(); ++i) {
        const std::string between = state.link_directory + "/" + links[i].name;
        std::string target = next == nullptr ? "" : provided(group, *next, links[i]);
        if (!target.empty()) {
            plan.emplace_back(SetLink{between, std::move(target)});
            continue;
        }
        if (state.registered[i].target == between) {
            plan.emplace_back(RemoveFile{links[i].link});
        }
        plan.emplace_back(RemoveFile{between});
    }
    if (next == nullptr) {
        plan.emplace_back(RemoveRecord{state.record_file});
        return;
    }
    const bool by_hand = next->path == state.record.target;
    plan.emplace_back(WriteGroupRecord{
        Change::withdraw, group.master.name, state.wrapper, state.record_file,
        without_alternative(state.record_text, group, state.wrapper,
                            by_hand ? LinkGroup::Status::manual : LinkGroup::Status::automatic)});
}

} // namespace iptables_wrapper::installer
