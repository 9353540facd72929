// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/evidence/evidence.hpp"

namespace iptables_wrapper::wrapper {

/// Whether iptables-legacy would find its kernel module, which it loads itself, in the directory of the
/// running kernel's modules (modprobe(8)).
LegacyModule find_legacy_module();

} // namespace iptables_wrapper::wrapper
