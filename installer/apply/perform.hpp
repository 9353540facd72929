// SPDX-License-Identifier: Apache-2.0
// How each operation is carried out.
#pragma once

#include "installer/apply/actions.hpp"

#include <vector>

namespace iptables_wrapper::installer {

/// All paths that must be restored to undo `operation`, in the order in which they are backed up. None for a
/// dispensable operation.
std::vector<Touched> touched_by(const Operation& operation);

/// Whether the installation is as good without `operation`, which removes what nobody needs.
bool is_dispensable(const Operation& operation);

/// Carries `operation` out. Throws Failure; what has been changed by then is among touched_by(operation).
void perform(const Operation& operation);

} // namespace iptables_wrapper::installer
