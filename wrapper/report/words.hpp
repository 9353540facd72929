// SPDX-License-Identifier: Apache-2.0
// Evidence and decisions in plain words; shared by reports, errors and IPTABLES_WRAPPER_DEBUG. Each is part
// of a sentence: lower case, no full stop.
#pragma once

#include "common/text.hpp"
#include "wrapper/decision/decision.hpp"

namespace iptables_wrapper::wrapper {

/// "nft IPv4", "legacy IPv6".
Phrase words_for(Mode mode, Family family);

/// What speaks for the decision: "chain DOCKER-USER in table filter, legacy IPv4 (Docker)".
Phrase evidence_words(const Decision& decision, const Evidence& evidence);

/// Why the decision is not permanent; empty when it is.
Phrase permanence_words(const Decision& decision, const Evidence& evidence);

/// One line: the mode, what speaks for it, and whether that is permanent.
Text<1024> summary_of(const Decision& decision, const Evidence& evidence);

/// Why a family of a backend could not be probed, or is not there: "cannot read the list of tables:
/// permission denied". `family` must not be `probed` or `not_probed`.
Phrase failure_words(const FamilyEvidence& family);

/// The first failure that makes a backend blind, and its remedy.
struct Blindness {
    Phrase
        words; ///< "legacy IPv4: cannot read the list of tables: permission denied"; empty when none is blind
    Phrase remedy; ///< "run as root …"
};
Blindness blindness_of(const Evidence& evidence);

} // namespace iptables_wrapper::wrapper
