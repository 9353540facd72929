// SPDX-License-Identifier: Apache-2.0
// Evidence and decisions in plain words; shared by reports, errors and IPTABLES_WRAPPER_DEBUG. Each is part
// of a sentence: lower case, no full stop.
#pragma once

#include "common/text.hpp"
#include "wrapper/decision/decision.hpp"

#include <string_view>

namespace iptables_wrapper::wrapper {

/// "nft IPv4", "legacy IPv6".
Phrase words_for(Mode mode, Family family);

/// What speaks for the decision: "chain DOCKER in table filter, legacy IPv4 (Docker)".
Phrase evidence_words(const Detection& detection);

/// Why the decision is not permanent; empty when it is.
Phrase permanence_words(const Detection& detection);

/// One line: the mode that runs (`runs`, since only that may be installed), what speaks for the decision, and
/// whether it is permanent here. `obstacle` is why a decision for good would not be kept; empty when it
/// would.
Text<1024> summary_of(const Detection& detection, Mode runs, std::string_view obstacle);

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
