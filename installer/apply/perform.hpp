// SPDX-License-Identifier: Apache-2.0
// How each kind of action is carried out.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/apply/backup.hpp"

#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// A path that an action changes.
struct Touched {
    std::string path;
    Keep keep = Keep::beside;
};

/// All paths that have to be brought back to undo `action`, in the order in which they are kept. None for a
/// dispensable action.
std::vector<Touched> touched_by(const Action& action);

/// Whether the installation is as good without `action`: the removal of what nobody needs.
bool is_dispensable(const Action& action);

/// Carries `action` out. Throws Failure; what has been changed by then is among touched_by(action).
void perform(const Action& action);

} // namespace iptables_wrapper::installer
