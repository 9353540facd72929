// SPDX-License-Identifier: Apache-2.0
// What is to be done about a link group of chkconfig's `alternatives`.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/link_systems/chkconfig/recorded_group.hpp"

namespace iptables_wrapper::installer {

/// Adds to `plan` the steps that register `wanted` and make it current: the record first, so that a run that
/// is killed in between can be finished by the tool as well as by us, then the links in /etc/alternatives.
/// The registered links are not among them.
void join_group(const RecordedGroup& state, const Alternative& wanted, Plan& plan);

/// Adds to `plan` the steps that take the wrapper off the group. What had been chosen by hand before is
/// chosen again; otherwise the group goes back to auto mode, with its best alternative. Names that this one
/// does not provide lose their links, and without any alternative left the group goes as a whole, as the tool
/// does it.
void leave_group(const RecordedGroup& state, Plan& plan);

} // namespace iptables_wrapper::installer
