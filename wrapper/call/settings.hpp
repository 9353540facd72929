// SPDX-License-Identifier: Apache-2.0
// The environment variables that the wrapper reads; there are no others.
#pragma once

#include "common/commands.hpp"

#include <optional>

namespace iptables_wrapper {

/// What to do with the answer when both backends could be looked at and neither has a hint.
enum class Guess { keep, retry };

enum class Debug { off, on };

struct Settings {
    std::optional<Mode> mode;  ///< IPTABLES_WRAPPER_MODE=nft|legacy: no need to look
    Guess guess = Guess::keep; ///< IPTABLES_WRAPPER_GUESS=retry
    Debug debug = Debug::off;  ///< IPTABLES_WRAPPER_DEBUG=1
};

/// Reads them. Empty is the same as unset (manifests often cannot leave a variable out). A set-uid or
/// otherwise privileged start (AT_SECURE, getauxval(3)) has the defaults. Throws Failure for a value that is
/// none of the above.
Settings settings_from_environment();

} // namespace iptables_wrapper
