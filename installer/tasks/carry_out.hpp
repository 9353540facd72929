// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/report/exit_status.hpp"
#include "installer/report/table.hpp"

namespace iptables_wrapper::installer {

/// Does what `options` ask for, tells it, and returns how it ended: a Failure or Refusal ends here. `colour`
/// is for the rows of a check.
ExitStatus carry_out(const Options& options, Colour colour);

} // namespace iptables_wrapper::installer
