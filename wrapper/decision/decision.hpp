// SPDX-License-Identifier: Apache-2.0
// Which mode, and why. Pure: what the probes saw in, the decision out.
#pragma once

#include "wrapper/call/settings.hpp"
#include "wrapper/probe/probe.hpp"

#include <optional>

namespace iptables_wrapper {

/// What a decision rests on.
enum class Ground {
    setting,        ///< IPTABLES_WRAPPER_MODE says so
    hint,           ///< a hint chain is there
    no_hint,        ///< none is, so it is the default
    only_runnable,  ///< no hint, and the kernel cannot run the other one
    only_installed, ///< no hint, and the image does not have the other one
};

/// Whether the links may be changed for good.
enum class Keep { no, yes };

struct Decision {
    Mode mode = Mode::nft;
    Ground ground = Ground::no_hint;
    Keep keep = Keep::no;
    std::optional<Hint> hint; ///< in the backend of `mode`
};

/// What was seen. Legacy is not looked at when nft has a hint and nobody wants to know more.
struct Evidence {
    Probe nft;
    std::optional<Probe> legacy;
};

/// Decides by `evidence`. A hint in nft counts before one in legacy. Without any it is nft, unless the kernel
/// cannot run nft: then legacy, which can at best be loaded and at worst fails no sooner.
///
/// The decision is kept when a hint was found and nothing that counts before it was hidden; or when both
/// backends were looked at, neither has a hint, the one chosen is in the kernel and `guess` allows it. It is
/// never kept after a look that was refused or could not be made: such a look is blind.
Decision decide(const Evidence& evidence, Guess guess);

/// Whether both backends have a hint: two parties manage this host's rules in different modes.
bool is_mixed(const Evidence& evidence);

} // namespace iptables_wrapper
