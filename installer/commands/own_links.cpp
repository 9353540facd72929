// SPDX-License-Identifier: Apache-2.0
#include "installer/commands/own_links.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

bool is_own(const Site& site, const CommandState& command) {
    if (command.reaches_wrapper || command.reaches_lost_wrapper()) {
        return true;
    }
    const bool been_here = site.wrapper_is_ours || command.record.kind != Node::Kind::missing ||
                           command.saved == CommandState::Saved::something_else;
    const auto& switched = command.switched_targets;
    return been_here && command.node.kind == Node::Kind::link &&
           std::ranges::find(switched, command.node.target) != switched.end();
}

bool is_wanted(const CommandState& command) {
    return command.node.kind != Node::Kind::missing || !command.switched_targets.empty();
}

} // namespace iptables_wrapper::installer
