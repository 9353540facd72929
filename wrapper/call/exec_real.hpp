// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/links/installation.hpp"

namespace iptables_wrapper::wrapper {

/// Becomes `real` under the name `command` (the multi-call binary goes by argv[0], and knows no paths there),
/// with the arguments behind `argv[0]`, the environment and everything else untouched. `argv` may be without
/// even argv[0]. Returns only by throwing NotFound or NotExecutable.
[[noreturn]] void exec_real(const RealBinary& real, const std::string& command, char** argv);

} // namespace iptables_wrapper::wrapper
