// SPDX-License-Identifier: Apache-2.0
// From what was found to what is to be done. Pure functions: nothing is looked at and nothing is changed
// here.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/survey/survey.hpp"

namespace iptables_wrapper::installer {

/// The steps that install the wrapper, in an order that leaves every command working after each of them: the
/// wrapper's file before any link to it, records before what they record is changed, the clean-up last.
/// Throws Failure when something is in the way that must not be destroyed.
Plan plan_installation(const Survey& survey);

/// The steps that bring back what was there before: links before the file they lead to. What someone else has
/// changed since the installation is left as it is.
Plan plan_removal(const Survey& survey);

} // namespace iptables_wrapper::installer
