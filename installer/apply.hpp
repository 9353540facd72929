// SPDX-License-Identifier: Apache-2.0
// The one place where the system is changed.
#pragma once

#include "common/failure.hpp"
#include "installer/actions.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace iptables_wrapper {

/// What came of applying a plan.
struct Outcome {
    std::optional<Failure> failure;  ///< why it stopped; everything before was undone
    std::vector<Failure> not_undone; ///< what could not be undone then
    std::vector<Failure> warnings;   ///< what failed without harm (files that could not be deleted)
};

/// Performs the actions in order and calls `done` after each. At the first failure everything that was done
/// is undone, in reverse order.
Outcome apply_plan(const std::vector<Action>& plan, const std::function<void(const Action&)>& done);

} // namespace iptables_wrapper
