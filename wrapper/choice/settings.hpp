// SPDX-License-Identifier: Apache-2.0
// The environment variables that the wrapper reads; there are no others.
#pragma once

#include "common/commands.hpp"
#include "wrapper/decision/decision.hpp"
#include "wrapper/failure.hpp"

#include <optional>

namespace iptables_wrapper::wrapper {

/// What IPTABLES_WRAPPER_DEBUG asks for.
enum class Verbosity {
    silent,
    decision, ///< one line: what was chosen, why, and whether it is permanent
    steps,    ///< every step
};

struct Settings {
    std::optional<Mode> mode;                ///< IPTABLES_WRAPPER_MODE=nft|legacy: no need to probe
    Guess guess = Guess::warn;               ///< IPTABLES_WRAPPER_GUESS=keep|retry|never
    Verbosity verbosity = Verbosity::silent; ///< IPTABLES_WRAPPER_DEBUG=1|2
};

/// Reads them. An empty variable, and MODE=auto, counts as unset, because manifests often cannot leave one
/// out. A set-uid or otherwise privileged process (AT_SECURE, getauxval(3)) has the defaults. Any other MODE
/// or GUESS is a failure. Any other DEBUG counts as 1, because it must never stop a call.
Outcome<Settings> settings_from_environment();

} // namespace iptables_wrapper::wrapper
