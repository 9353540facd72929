// SPDX-License-Identifier: Apache-2.0
// Evidence and decisions in plain words; shared by reports, errors and IPTABLES_WRAPPER_DEBUG. Each is part
// of a sentence: lower case, no full stop.
#pragma once

#include "wrapper/decision/decision.hpp"

#include <string>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// "nft IPv4", "legacy IPv6".
std::string words_for(Mode mode, Family family);

/// What speaks for the decision: "chain DOCKER-USER in table filter, legacy IPv4 (Docker)".
std::string evidence_words(const Decision& decision, const Evidence& evidence);

/// Why the decision is not permanent; empty when it is.
std::string permanence_words(const Decision& decision, const Evidence& evidence);

/// One line: the mode, what speaks for it, and whether it is for good.
std::string summary_of(const Decision& decision, const Evidence& evidence);

/// Why a family of a backend could not be probed, or is not there: "cannot read the list of tables:
/// permission denied". `family` must not be `probed` or `not_probed`.
std::string failure_words(const FamilyEvidence& family);

/// The first failure that makes a backend blind, with what helps against it.
struct Blindness {
    std::string
        words; ///< "legacy IPv4: cannot read the list of tables: permission denied"; empty when none is blind
    std::string remedy; ///< "run as root …"
};
Blindness blindness_of(const Evidence& evidence);

} // namespace iptables_wrapper::wrapper
