// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/survey/wrapper_source.hpp"

#include <optional>

namespace iptables_wrapper::installer {

/// Enters the root directory that `options` ask for, and returns the wrapper to install there: a file that
/// the command line names, or that lies beside the installer, exists only outside. Returns nothing if no root
/// directory is asked for. Throws Failure, or Refusal for a wrapper that is not fit.
std::optional<NewWrapper> change_root(const Options& options);

} // namespace iptables_wrapper::installer
