// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/survey/wrapper_source.hpp"

#include <optional>

namespace iptables_wrapper::installer {

/// Enters the root directory that was asked for, if any, and returns the wrapper to be installed there: files
/// that the command line names, or that lie beside the installer, can be found from outside only. Returns
/// nothing without such a root directory. Throws Failure, and Refusal for a wrapper that is not fit.
std::optional<NewWrapper> change_root(const Options& options);

} // namespace iptables_wrapper::installer
