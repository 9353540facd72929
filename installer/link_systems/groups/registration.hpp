// SPDX-License-Identifier: Apache-2.0
// The wrapper as an alternative of a link group.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/link_systems/groups/link_group.hpp"

#include <optional>
#include <string>

namespace iptables_wrapper::installer {

/// The alternative with the highest priority among those that are not `wrapper`, the first of equal ones;
/// null for none.
const Alternative* best_other(const LinkGroup& group, const std::string& wrapper);

/// What `alternative` provides under the name of `link`; nothing where it lacks that.
std::optional<std::string> provided(const LinkGroup& group, const Alternative& alternative,
                                    const GroupLink& link);

/// The registration of `wrapper` that `group` should have. A follower that is one of the six commands gets
/// the wrapper. Any other gets what the alternative that was current before the wrapper has for it, or if
/// that is not known, the best other alternative. The priority is 100, or more if another alternative has as
/// much.
Alternative wanted_registration(const LinkGroup& group, const std::string& wrapper);

/// Throws Failure if another alternative has the highest priority that fits into an int, in which both tools
/// keep it: nothing could be registered above that.
void require_priority_to_spare(const LinkGroup& group, const std::string& wrapper);

/// Whether `group` holds `wanted`, or the same with another priority that is still the highest.
bool is_registered(const LinkGroup& group, const Alternative& wanted);

/// The words for changes of a group.
namespace group_words {
Words enroll(const std::string& path, const std::string& group);
Words make_current(const std::string& path, const std::string& group);
Words choose(const std::string& path, const std::string& group);
Words withdraw(const std::string& path, const std::string& group);
} // namespace group_words

} // namespace iptables_wrapper::installer
