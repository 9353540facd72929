// SPDX-License-Identifier: Apache-2.0
// Probing again until there is evidence.
#pragma once

#include "wrapper/choice/detect_mode.hpp"
#include "wrapper/failure.hpp"
#include "wrapper/output.hpp"

#include <optional>

namespace iptables_wrapper::wrapper {

/// How the waiting came to an end.
enum class WaitEnd {
    decided,   ///< for good, by a setting, or, when the time was over, by what there is
    time_over, ///< there is nothing but a guess, which is not to be kept
    refused,   ///< the kernel refuses to answer, and would go on refusing
};

struct WaitResult {
    WaitEnd end = WaitEnd::time_over;
    Detection detection; ///< the last one, with Depth::everything
};

/// Probes, at least once, until evidence makes a decision permanent or `seconds` are over. Says on `err` that
/// it waits, if it does.
WaitResult wait_for_evidence(const Settings& settings, unsigned seconds, Output& err);

/// The failure to end with if waiting for `seconds` was in vain, so that `intent` was not done.
Failure waited_in_vain(std::string_view intent, const WaitResult& result, unsigned seconds);

/// Whether `detection` ends the waiting before its time, and how; nothing while it goes on.
std::optional<WaitEnd> end_of_waiting(const Detection& detection);

} // namespace iptables_wrapper::wrapper
