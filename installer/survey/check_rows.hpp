// SPDX-License-Identifier: Apache-2.0
// Whether an installation is as it should be.
#pragma once

#include "installer/commands/check_row.hpp"
#include "installer/survey/survey.hpp"
#include "installer/system/failure.hpp"

#include <vector>

namespace iptables_wrapper::installer {

/// The rows for `survey`, which was taken for a check: each mode, the wrapper's file, what each link system
/// has to say, each leftover. A command that was switched is as good as one that leads to the wrapper, unless
/// a fresh installation is required; but all must run the same.
std::vector<CheckRow> check_rows_of(const Survey& survey);

/// The row for what prevented the survey.
CheckRow check_row_of(const Failure& failure);

/// The rows in one sentence, without full stop: "iptables 1.8.9 will choose nft or legacy at its first call",
/// "2 of 11 are not as they should be".
std::string summary_of(const std::vector<CheckRow>& rows, const std::vector<Fitness>& modes);

/// The outlook after an installation: "iptables 1.8.9 will choose nft or legacy at its first call".
std::string prospect(const std::vector<Fitness>& modes);

} // namespace iptables_wrapper::installer
