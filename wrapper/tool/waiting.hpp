// SPDX-License-Identifier: Apache-2.0
// Probing again until there is evidence.
#pragma once

#include "wrapper/decision/detect_mode.hpp"
#include "wrapper/failure.hpp"
#include "wrapper/output.hpp"

#include <optional>

namespace iptables_wrapper::wrapper {

/// How the waiting came to an end.
enum class WaitEnd {
    evidence,  ///< there is evidence for a permanent decision, or a setting
    time_over, ///< none so far
    refused,   ///< the kernel refuses to answer, and would go on refusing
};

struct WaitResult {
    WaitEnd end = WaitEnd::time_over;
    Detection detection; ///< the last one
};

/// Probes, at least once, until there is evidence for a permanent decision (kubelet, owner, kube-proxy) or
/// `seconds` are over. Says on `err` that it waits, if it does.
WaitResult wait_for_evidence(const Settings& settings, unsigned seconds, Depth depth, Output& err);

/// The failure to end with if waiting for `seconds` was in vain, so that `intent` was not done.
Failure waited_in_vain(std::string_view intent, const WaitResult& result, unsigned seconds);

/// Whether `detection` ends the waiting, and how; nothing while it goes on.
std::optional<WaitEnd> end_of_waiting(const Detection& detection);

} // namespace iptables_wrapper::wrapper
