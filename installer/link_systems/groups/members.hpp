// SPDX-License-Identifier: Apache-2.0
// What is to be done about the commands whose links are in a group.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/commands/finding.hpp"
#include "installer/link_systems/groups/group_state.hpp"
#include "installer/system/path.hpp"

#include <vector>

namespace iptables_wrapper::installer {

/// Adds the steps that make each member a link through its group again, what is there being kept.
void lead_through_group(const Site& site, const GroupState& state, Plan& plan);

/// Adds the steps that bring back what members were before they led through their group. `plan` holds the
/// changes of the group up to here: a tool that is run makes all links of a group anew, and so what someone
/// else has made of one has to come back from that.
void restore_members(const Site& site, const GroupState& state, Plan& plan);

/// The row for the wrapper's registration in the group.
Finding judge_group(const GroupState& state);

/// The rows for its members.
std::vector<Finding> judge_members(const Site& site, const GroupState& state);

/// The paths of its members.
std::vector<fs::path> paths_of_members(const Site& site, const GroupState& state);

} // namespace iptables_wrapper::installer
