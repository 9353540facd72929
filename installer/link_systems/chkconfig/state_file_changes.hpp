// SPDX-License-Identifier: Apache-2.0
// What is to be done about a link group of chkconfig's `alternatives`.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/link_systems/chkconfig/recorded_group.hpp"

namespace iptables_wrapper::installer {

/// Whether somebody has chosen what is current, and it could be chosen again. The tool takes a link that was
/// re-pointed for a choice by hand, also in a group on record as automatic. Where the wrapper is registered
/// it may have re-pointed the link itself: then only a choice on record counts, made after the link was.
bool is_chosen_by_hand(const RecordedGroup& state);

/// Adds to `plan` the steps that register `wanted` and make it current: the state file first, so that a run
/// that is killed in between can be finished by the tool as well as by us, then the links in
/// /etc/alternatives. The registered links are not among them.
void join_group(const RecordedGroup& state, const Alternative& wanted, Plan& plan);

/// Adds to `plan` the steps that register `wanted` without making it current: what was chosen by hand stays.
void join_group_aside(const RecordedGroup& state, const Alternative& wanted, Plan& plan);

/// Adds to `plan` the steps that take the wrapper off the group. What has been chosen by hand since it is
/// there stays, and else what had been chosen before it was is chosen again; without such a choice the group
/// goes back to auto mode, with its best alternative. Names that this one does not provide lose their links.
/// Without any alternative left the commands lead to what they can run, and where there is no such thing the
/// group goes as a whole, as the tool does it.
void leave_group(const Site& site, const RecordedGroup& state, Plan& plan);

} // namespace iptables_wrapper::installer
