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

/// nft needs nf_tables, nft_compat for the extensions, and what the trial needed if one was made.
Ability ability_of_nft(const Evidence& evidence);

/// legacy needs its module, loaded or such that iptables-legacy can load it. It is never certain that it is
/// absent: the list of tables is also missing while the module is merely not loaded.
Ability ability_of_legacy(const Evidence& evidence);

} // namespace iptables_wrapper::wrapper
