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
    evidence,  ///< there is evidence for good, or a setting
    time_over, ///< none so far
    refused,   ///< the kernel refuses to be asked, and would go on to
};

struct WaitResult {
    WaitEnd end = WaitEnd::time_over;
    Detection detection; ///< the last one
};

/// Probes until there is evidence that a decision can rest on for good (kubelet, owner, kube-proxy) or
/// `seconds` are over; at least once. Says on `err` that it waits, when it does.
WaitResult wait_for_evidence(const Settings& settings, unsigned seconds, Depth depth, Output& err);

/// Why waiting for `seconds` was in vain, and so `intent` is not done.
Failure waited_in_vain(std::string_view intent, const WaitResult& result, unsigned seconds);

/// Whether `detection` ends the waiting, and how; nothing while it goes on.
std::optional<WaitEnd> end_of_waiting(const Detection& detection);

} // namespace iptables_wrapper::wrapper
