// SPDX-License-Identifier: Apache-2.0
// A decision and its evidence in words, for `--detect` and for IPTABLES_WRAPPER_DEBUG.
#pragma once

#include "wrapper/decision/decision.hpp"

#include <string>

namespace iptables_wrapper {

/// One line without line feed: "nft: chain KUBE-IPTABLES-HINT in table mangle, family ip".
std::string summary_of(const Decision& decision);

/// Lines for people: the mode, why, whether it would be kept, what each look saw, and a warning when both
/// backends have a hint.
std::string text_report(const Decision& decision, const Evidence& evidence);

/// The same as one JSON object on one line. Keys and values are stable; README lists them.
std::string json_report(const Decision& decision, const Evidence& evidence);

} // namespace iptables_wrapper
