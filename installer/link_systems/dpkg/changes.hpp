// The changes that dpkg's update-alternatives makes for us. It renames new links over old ones, so there is
// no moment without a command.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/link_systems/dpkg/update_alternatives.hpp"

#include <string>

namespace iptables_wrapper::installer {

/// Registers `wanted`, with the group's links.
Action enroll(const UpdateAlternatives& system, const LinkGroup& group, const Alternative& wanted);

/// Puts the group into auto mode, which makes the alternative with the highest priority current.
Action follow_priorities(const UpdateAlternatives& system, const LinkGroup& group, Words words);

/// Adds the steps that point the group's links at what `next` provides, before update-alternatives is told
/// to: it has its record on disk before it renames a link. If the power failed between the two, links would
/// still lead to the wrapper, which switches them, and what it had switched to would look like a choice by
/// hand. Links that `next` does not provide are left to update-alternatives.
void lead_to(const UpdateAlternatives& system, const LinkGroup& group, const Alternative& next, Plan& plan);

/// Chooses `path` by hand.
Action choose(const UpdateAlternatives& system, const LinkGroup& group, const std::string& path);

/// Removes `wrapper` from the group; in auto mode, the next best becomes current.
Action withdraw(const UpdateAlternatives& system, const LinkGroup& group, const std::string& wrapper);

} // namespace iptables_wrapper::installer
