// SPDX-License-Identifier: Apache-2.0
#include "installer/commands/records.hpp"

namespace iptables_wrapper::installer {

namespace {

using Kind = Node::Kind;

/// Without a record (it has been deleted, or an installer of another kind was here before us), the best that
/// a link to the wrapper can become is a link to the real command.
void restore_unrecorded(const CommandState& command, Plan& plan) {
    if (command.switched_targets.empty()) {
        plan.push_back(actions::remove({command.path}));
    } else {
        plan.push_back(actions::make_link(command.path, command.switched_targets.front()));
    }
}

/// What is there is not ours. A saved file is of no use any more if its owner has replaced it, or if its
/// package is gone.
void restore_beside(const CommandState& command, Plan& plan) {
    if (command.saved != CommandState::Saved::something_else) {
        return;
    }
    if (command.node.kind == Kind::file ||
        (command.node.kind == Kind::missing && command.switched_targets.empty())) {
        plan.push_back(drop_saved(command));
    } else if (command.node.kind == Kind::missing) {
        plan.push_back(actions::restore_file(command.path, saved_name(command.path)));
    }
}

} // namespace

void record_command(const Site& site, const CommandState& command, Plan& plan) {
    switch (command.node.kind) {
    case Kind::missing:
        if (command.record.kind != Kind::file) {
            plan.push_back(record_absence(command.name, command.path));
        }
        break;
    case Kind::link:
        if (!is_own(site, command) && command.record.target != command.node.target) {
            plan.push_back(record_link(record_of(command.name), command.path, command.node.target));
        }
        break;
    case Kind::file:
        if (!is_own(site, command) &&
            command.saved != CommandState::Saved::this_file) { // an older one is of no use to anyone
            plan.push_back(actions::save_file(command.path, saved_name(command.path)));
        }
        break;
    case Kind::directory:
    case Kind::other:
        break; // refused before
    }
}

Action drop_saved(const CommandState& command) {
    return actions::remove({saved_name(command.path)});
}

void restore_command(const Site& site, const CommandState& command, Plan& plan) {
    if (command.saved == CommandState::Saved::this_file) {
        plan.push_back(drop_saved(command));
    } else if (!is_own(site, command)) {
        restore_beside(command, plan);
    } else if (command.saved == CommandState::Saved::something_else) {
        plan.push_back(actions::restore_file(command.path, saved_name(command.path)));
    } else if (command.moved || command.record.kind == Kind::file) {
        plan.push_back(actions::remove({command.path}));
    } else if (command.record.kind == Kind::link) {
        plan.push_back(actions::make_link(command.path, command.record.target));
    } else if (command.reaches_wrapper || command.reaches_lost_wrapper()) {
        restore_unrecorded(command, plan);
    } // else it was switched, and leads to a real command already
}

} // namespace iptables_wrapper::installer
