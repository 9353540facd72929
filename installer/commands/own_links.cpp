// SPDX-License-Identifier: Apache-2.0
#include "installer/commands/own_links.hpp"

#include "common/commands.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

bool is_own_link(const CommandState& command) {
    if (command.node.kind != Node::Kind::link) {
        return false;
    }
    if (command.reaches_wrapper || command.node.target == wrapper_name) {
        return true;
    }
    const bool been_here =
        command.record.kind != Node::Kind::missing || command.saved == CommandState::Saved::something_else;
    const auto& switched = command.switched_targets;
    return been_here && std::ranges::find(switched, command.node.target) != switched.end();
}

bool is_wanted(const CommandState& command) {
    return command.node.kind != Node::Kind::missing || !command.switched_targets.empty();
}

} // namespace iptables_wrapper::installer
