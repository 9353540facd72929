// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/output.hpp"
#include "wrapper/settings.hpp"

namespace iptables_wrapper::wrapper {

/// Writes a debug line to stderr if IPTABLES_WRAPPER_DEBUG asks for `wanted` or more.
template <typename... Parts>
void debug(const Settings& settings, Verbosity wanted, Output& err, const Parts&... parts) {
    if (settings.verbosity >= wanted) {
        say(err, "debug", parts...);
    }
}

} // namespace iptables_wrapper::wrapper
