// The steps for the commands whose links are in a group, and their rows in a check.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/commands/finding.hpp"
#include "installer/link_systems/groups/group_state.hpp"
#include "installer/system/path.hpp"

#include <vector>

namespace iptables_wrapper::installer {

/// Adds the steps that make each member a link through its group again, and keep what is there.
void lead_through_group(const Site& site, const GroupState& state, Plan& plan);

/// Adds the steps that restore what members were before they led through their group. `plan` holds the
/// changes of the group so far: a tool that is run makes all links of the group anew, so links that someone
/// else has changed must be restored afterwards.
void restore_members(const Site& site, const GroupState& state, Plan& plan);

/// The row for the wrapper's registration in the group.
Finding judge_group(const GroupState& state);

/// The rows for its members, whose mode was chosen so if they do not lead to the wrapper.
std::vector<Finding> judge_members(const Site& site, const GroupState& state, Finding::ChosenBy chosen_by);

/// The paths of its members.
std::vector<fs::path> paths_of_members(const Site& site, const GroupState& state);

} // namespace iptables_wrapper::installer
