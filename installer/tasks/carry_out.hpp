// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/report/output.hpp"

namespace iptables_wrapper::installer {

/// Does what `options` ask for, reports it, and returns the exit status. A Failure or Refusal becomes part of
/// the report. `colour` is for the rows of a check.
ExitStatus carry_out(const Options& options, Colour colour);

} // namespace iptables_wrapper::installer
