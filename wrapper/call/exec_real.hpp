// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/failure.hpp"
#include "wrapper/links/installation.hpp"

namespace iptables_wrapper::wrapper {

/// Becomes `real` under the name it was called by, which is `command` if argv[0] has none: the multi-call
/// binary chooses its work by argv[0], and understands no path there. The arguments after `argv[0]`, the
/// environment and everything else are passed on untouched. `argv` may lack even argv[0]. Returns only if
/// that fails: not_found or not_executable.
Failure exec_real(const RealBinary& real, std::string_view command, char** argv);

} // namespace iptables_wrapper::wrapper
