// SPDX-License-Identifier: Apache-2.0
// Evidence as a host would show it, for the tests of those who decide by it and report it.
#pragma once

#include "wrapper/evidence/evidence.hpp"

namespace made_up {

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

/// A host where both backends could be probed and nothing was found; nft is able.
inline Evidence empty_host() {
    Evidence evidence;
    for (BackendEvidence* backend : {&evidence.nft, &evidence.legacy}) {
        backend->ipv4.status = backend->ipv6.status = ProbeStatus::probed;
    }
    evidence.extensions = Extensions::there;
    return evidence;
}

inline BackendEvidence& backend_of(Evidence& evidence, Mode mode) {
    return mode == Mode::nft ? evidence.nft : evidence.legacy;
}

/// The first mark of `rank`.
inline std::size_t mark_of(Rank rank) {
    for (std::size_t index = 0; index < marks.size(); ++index) {
        if (marks.at(index).rank == rank) {
            return index;
        }
    }
    return marks.size();
}

inline Evidence with_mark(Evidence evidence, Mode mode, Family family, Rank rank) {
    backend_of(evidence, mode).of(family).marks.add(mark_of(rank));
    return evidence;
}

inline Evidence with_rules(Evidence evidence, Mode mode, Family family) {
    backend_of(evidence, mode).of(family).occupied = true;
    return evidence;
}

inline Evidence with_status(Evidence evidence, Mode mode, ProbeStatus status, ProbeFailure failure = {}) {
    for (const Family family : all_families) {
        FamilyEvidence& seen = backend_of(evidence, mode).of(family);
        seen.status = status;
        seen.failure = failure;
    }
    return evidence;
}

inline Evidence with_trial(Evidence evidence, Trial trial) {
    evidence.trial = trial;
    return evidence;
}

} // namespace made_up
