// SPDX-License-Identifier: Apache-2.0
// Evidence as a host would show it, for the tests of those who decide by it and report it.
#pragma once

#include "wrapper/evidence/evidence.hpp"

#include <algorithm>

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

/// The first mark of `rank`, and of `owner` if that is given.
inline std::size_t mark_of(Rank rank, std::string_view owner = {}) {
    const auto* const found = std::ranges::find_if(
        marks, [&](const Mark& mark) { return mark.rank == rank && (owner.empty() || mark.owner == owner); });
    return static_cast<std::size_t>(found - marks.begin());
}

inline Evidence with_mark(Evidence evidence, Mode mode, Family family, Rank rank,
                          std::string_view owner = {}) {
    backend_of(evidence, mode).of(family).marks.add(mark_of(rank, owner));
    return evidence;
}

inline Evidence with(Evidence evidence, Mode mode, Family family, bool FamilyEvidence::*what) {
    backend_of(evidence, mode).of(family).*what = true;
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

} // namespace made_up
