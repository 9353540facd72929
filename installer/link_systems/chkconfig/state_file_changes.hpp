// The steps that change a link group of chkconfig's `alternatives`.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/link_systems/chkconfig/recorded_group.hpp"

namespace iptables_wrapper::installer {

/// Whether someone has chosen what is current, and it could be chosen again. The tool takes a link that was
/// re-pointed for a choice by hand, even if the state file says auto. If the wrapper is registered, it may
/// have re-pointed the link itself: then a choice counts only if the state file says manual and is not newer
/// than the link, as `--set` leaves them.
bool is_chosen_by_hand(const RecordedGroup& state);

/// Adds to `plan` the steps that register `wanted` and make it current: the state file first, so that a run
/// that is killed in between can be finished by the tool as well as by us, then the links in
/// /etc/alternatives. The registered links are not among them.
void join_group(const RecordedGroup& state, const Alternative& wanted, Plan& plan);

/// Adds to `plan` the steps that register `wanted` without making it current: what was chosen by hand stays.
void join_group_aside(const RecordedGroup& state, const Alternative& wanted, Plan& plan);

/// Adds to `plan` the steps that remove the wrapper from the group. A choice made by hand since the wrapper
/// was registered stays; otherwise the choice from before is restored. Without either, the group returns to
/// auto mode with its best alternative. Names that the new current alternative does not provide lose their
/// links. If no alternative is left, the commands lead to what they can run; if there is nothing, the group
/// is removed, as the tool does.
void leave_group(const Site& site, const RecordedGroup& state, Plan& plan);

} // namespace iptables_wrapper::installer
