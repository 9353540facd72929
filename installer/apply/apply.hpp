// SPDX-License-Identifier: Apache-2.0
// The one place where the system is changed.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/system/failure.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace iptables_wrapper::installer {

/// How applying a plan ended.
struct Outcome {
    std::optional<Failure> failure;      ///< why it stopped; everything before was undone
    std::optional<Failure> not_undone;   ///< why undoing stopped, if it did: the plan is half done
    std::vector<Failure> warnings;       ///< what failed without harm (files that could not be deleted)
    std::vector<const Action*> standing; ///< what was done and not undone; points into the plan
};

/// Performs the actions in order and calls `done` after each. At the first failure, undoes everything that
/// was done, in reverse order, until that fails too. An exception from `done` counts as a failure, and so
/// does any other between two actions, including lack of memory.
Outcome apply_plan(const Plan& plan, const std::function<void(const Action&)>& done);

} // namespace iptables_wrapper::installer
