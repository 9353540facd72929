// SPDX-License-Identifier: Apache-2.0
// From what was found to what should be done. Pure functions: they look at nothing and change nothing.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/survey/survey.hpp"

namespace iptables_wrapper::installer {

/// The steps that install the wrapper, in an order that leaves every command working after each of them: the
/// wrapper's file before any link to it, records before what they record is changed, the clean-up last.
/// Throws Failure if something is in the way that must not be destroyed.
Plan plan_installation(const Survey& survey);

/// The steps that restore what was there before, links before the file that they lead to. What someone else
/// has changed since the installation stays as it is.
Plan plan_removal(const Survey& survey);

} // namespace iptables_wrapper::installer
