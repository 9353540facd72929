// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/failure.hpp"
#include "wrapper/links/installation.hpp"

namespace iptables_wrapper::wrapper {

/// Becomes `real` under the name `command` (the multi-call binary goes by argv[0], and knows no paths there),
/// with the arguments behind `argv[0]`, the environment and everything else untouched. `argv` may be without
/// even argv[0]. Returns only where that fails: not_found or not_executable.
Failure exec_real(const RealBinary& real, std::string_view command, char** argv);

} // namespace iptables_wrapper::wrapper
