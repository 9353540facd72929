// SPDX-License-Identifier: Apache-2.0
// The one place where the system is changed.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/system/failure.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace iptables_wrapper::installer {

/// What came of applying a plan.
struct Outcome {
    std::optional<Failure> failure;      ///< why it stopped; everything before was undone
    std::optional<Failure> not_undone;   ///< unless this was in the way: then it is half done
    std::vector<Failure> warnings;       ///< what failed without harm (files that could not be deleted)
    std::vector<const Action*> standing; ///< of the plan: what was done and not undone
};

/// Performs the actions in order and calls `done` after each. At the first failure everything that was done
/// is undone, in reverse order, up to where that fails too. What `done` throws is such a failure, and so is
/// anything else that is thrown between two actions, want of memory included.
Outcome apply_plan(const Plan& plan, const std::function<void(const Action&)>& done);

} // namespace iptables_wrapper::installer
