// SPDX-License-Identifier: Apache-2.0
// Which backend can do the work of iptables on this kernel. Pure.
#pragma once

#include "wrapper/evidence/evidence.hpp"

namespace iptables_wrapper::wrapper {

enum class Ability {
    unknown,
    able,
    incomplete, ///< nft only: it answers, but lacks what rules of iptables need
    absent,     ///< not in this kernel, or an emulator that knows nothing of it
};

/// nft: nf_tables, nft_compat for the extensions and, where it was tried, what the trial needed.
Ability ability_of_nft(const Evidence& evidence);

/// legacy: its module is loaded, or iptables-legacy can load it. That it cannot be had is never certain: the
/// list of tables is missing also while the module is merely not loaded.
Ability ability_of_legacy(const Evidence& evidence);

} // namespace iptables_wrapper::wrapper
