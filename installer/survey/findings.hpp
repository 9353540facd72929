// SPDX-License-Identifier: Apache-2.0
// Whether an installation is as it should be.
#pragma once

#include "common/failure.hpp"
#include "installer/commands/finding.hpp"
#include "installer/survey/survey.hpp"

#include <vector>

namespace iptables_wrapper::installer {

/// The rows for `survey`, which was taken for a check: each flavour, the wrapper's file, what each link
/// system has to say, each leftover. A command that was switched is as good as one that leads to the wrapper.
std::vector<Finding> findings_of(const Survey& survey);

/// The row for what kept the survey from being taken.
Finding finding_of(const Failure& failure);

} // namespace iptables_wrapper::installer
