// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/chkconfig/chkconfig_alternatives.hpp"

#include "installer/link_systems/groups/registration.hpp"
#include "installer/link_systems/groups/state_file.hpp"
#include "installer/system/links.hpp"

namespace iptables_wrapper::installer {

namespace {

using Status = LinkGroup::Status;

Action write_state(const RecordedGroup& state, std::string content, Words words) {
    return {WriteFile{state.file, std::move(content), state.attributes, BackupMethod::in_memory},
            std::move(words)};
}

/// Points each link in /etc/alternatives at what `target_of` has for it. A name without a target loses its
/// links.
template <typename TargetOf>
void point_links(const RecordedGroup& state, TargetOf target_of, Plan& plan) {
    const std::vector<GroupLink> links = state.group.links();
    for (std::size_t i = 0; i < links.size(); ++i) {
        const std::string between = state.between(links[i]);
        if (std::optional<std::string> target = target_of(links[i])) {
            plan.push_back(actions::make_link(between, std::move(*target)));
            continue;
        }
        if (state.registered[i].target == between) {
            plan.push_back(actions::remove({links[i].link}));
        }
        plan.push_back(actions::remove({between}));
    }
}

/// What a command can run without any alternative.
std::optional<std::string> real_program(const Site& site, const GroupLink& link) {
    for (const CommandState& command : site.commands) {
        if (fs::path(link.link).filename() == command.name && !command.switched_targets.empty()) {
            return pointed_at(command.path, command.switched_targets.front()).native();
        }
    }
    return std::nullopt;
}

} // namespace

bool ChkconfigAlternatives::is_chosen_by_hand(const RecordedGroup& state) const {
    const LinkGroup& group = state.group;
    if (group.value == state.wrapper || group.alternative(group.value) == nullptr) {
        return false;
    }
    if (state.has_wrapper()) {
        return group.status == Status::manual && state.latest == RecordedGroup::Latest::link;
    }
    return group.status == Status::manual || group.value != group.best;
}

void ChkconfigAlternatives::make_current(const RecordedGroup& state, const Alternative& wanted,
                                         Plan& plan) const {
    const LinkGroup& group = state.group;
    std::string content = with_alternative(state.text, wanted, Status::automatic);
    if (content != state.text) {
        plan.push_back(write_state(state, std::move(content),
                                   state.has_wrapper()
                                       ? group_words::make_current(wanted.path, group.master.name)
                                       : group_words::enroll(wanted.path, group.master.name)));
    }
    for (const GroupLink& link : group.links()) {
        if (std::optional<std::string> target = provided(group, wanted, link)) {
            plan.push_back(actions::make_link(state.between(link), std::move(*target)));
        }
    }
}

void ChkconfigAlternatives::add_aside(const RecordedGroup& state, const Alternative& wanted,
                                      Plan& plan) const {
    plan.push_back(write_state(state, with_alternative(state.text, wanted, state.group.status),
                               group_words::enroll(wanted.path, state.group.master.name)));
}

void ChkconfigAlternatives::leave(const Site& site, const RecordedGroup& state, Plan& plan) const {
    if (!state.has_wrapper()) {
        return;
    }
    const LinkGroup& group = state.group;
    const Alternative* const chosen = state.alternative_named(
        is_chosen_by_hand(state) ? group.value : state.choice.target); // null where it has gone, or was ours
    const Alternative* const next = chosen != nullptr ? chosen : best_other(group, state.wrapper);
    if (next != nullptr) {
        point_links(
            state, [&](const GroupLink& link) { return provided(group, *next, link); }, plan);
    } else {
        point_links(
            state, [&](const GroupLink& link) { return real_program(site, link); }, plan);
    }
    if (next == nullptr && !real_program(site, group.master)) {
        plan.push_back(actions::remove(
            {state.file, Remove::Importance::required, Remove::Moment::at_once, BackupMethod::in_memory}));
        return;
    }
    plan.push_back(write_state(state,
                               without_alternative(state.text, state.wrapper,
                                                   chosen != nullptr ? Status::manual : Status::automatic),
                               group_words::withdraw(state.wrapper, group.master.name)));
}

std::vector<fs::path> ChkconfigAlternatives::places_of_leftovers() const {
    return {chkconfig_link_directory, state_directory};
}

std::shared_ptr<const LinkSystem> examine_chkconfig_alternatives(const Search& search) {
    ChkconfigAlternatives found;
    found.state_directory = find_state_directory();
    found.groups = find_recorded_groups(found.state_directory, search);
    return std::make_shared<ChkconfigAlternatives>(std::move(found));
}

} // namespace iptables_wrapper::installer
