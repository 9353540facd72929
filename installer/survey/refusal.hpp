// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/system/failure.hpp"

namespace iptables_wrapper::installer {

/// Thrown when the system is not fit for the wrapper, before anything was changed: exit status 3.
struct Refusal : Failure {
    using Failure::Failure;
};

} // namespace iptables_wrapper::installer
