// SPDX-License-Identifier: Apache-2.0
// What is to be done about the configuration files of libalternatives.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/survey/survey.hpp"

#include <vector>

namespace iptables_wrapper::installer {

/// Adds to `plan` the steps that give each command which has configurations one more, for the wrapper, with
/// the same highest number for all of them. Throws Failure where the administrator has chosen another one,
/// which no number can change.
void configure_commands(const Survey& survey, Plan& plan);

/// Adds to `plan` the steps that remove the wrapper's configurations.
void deconfigure_commands(const Survey& survey, Plan& plan);

} // namespace iptables_wrapper::installer
