// SPDX-License-Identifier: Apache-2.0
#include "wrapper/decision/ability.hpp"

namespace iptables_wrapper::wrapper {

Ability ability_of_nft(const Evidence& evidence) {
    switch (status_of(evidence.nft)) {
    case ProbeStatus::absent:
    case ProbeStatus::no_socket:
        return Ability::absent;
    case ProbeStatus::blind:
    case ProbeStatus::not_probed:
        return Ability::unknown;
    case ProbeStatus::probed:
        break;
    }
    if (evidence.extensions == Extensions::missing || evidence.trial == Trial::failed) {
        return Ability::incomplete;
    }
    return evidence.extensions == Extensions::there ? Ability::able : Ability::unknown;
}

namespace {

/// Whether the kernel has shown its legacy tables, or refused to show them: only what is loaded can be
/// refused.
bool is_loaded(const FamilyEvidence& legacy) {
    return legacy.status == ProbeStatus::probed ||
           (legacy.status == ProbeStatus::blind && (legacy.failure.step == ProbeStep::read_table_list ||
                                                    legacy.failure.step == ProbeStep::read_table));
}

} // namespace

Ability ability_of_legacy(const Evidence& evidence) {
    const bool loaded = is_loaded(evidence.legacy.ipv4) || is_loaded(evidence.legacy.ipv6);
    return loaded || evidence.legacy_module == LegacyModule::loadable ? Ability::able : Ability::unknown;
}

} // namespace iptables_wrapper::wrapper
