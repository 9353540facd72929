// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/waiting.hpp"

#include "common/clock.hpp"
#include "common/number.hpp"
#include "wrapper/report/words.hpp"

#include <cerrno>

namespace iptables_wrapper::wrapper {

namespace {

bool is_refused(const FamilyEvidence& family) {
    return family.status == ProbeStatus::blind &&
           (family.failure.error_number == EPERM || family.failure.error_number == EACCES);
}

} // namespace

std::optional<WaitEnd> end_of_waiting(const Detection& detection) {
    switch (detection.decision.rung) {
    case Rung::setting:
        return WaitEnd::evidence;
    case Rung::kubelet:
    case Rung::owner:
    case Rung::kube_proxy:
        if (detection.decision.permanence == Permanence::permanent) {
            return WaitEnd::evidence;
        }
        break;
    case Rung::ability:
    case Rung::occupied:
    case Rung::nothing:
        break;
    }
    // While nft refuses to answer, nothing that appears in legacy can be permanent.
    const BackendEvidence& nft = detection.evidence.nft;
    return is_refused(nft.ipv4) && is_refused(nft.ipv6) ? std::optional{WaitEnd::refused} : std::nullopt;
}

WaitResult wait_for_evidence(const Settings& settings, unsigned seconds, Depth depth, Output& err) {
    const std::int64_t deadline = milliseconds_now() + std::int64_t{seconds} * 1000;
    WaitResult result{WaitEnd::time_over, detect_mode(settings, depth)};
    bool told = false;
    while (true) {
        if (const auto end = end_of_waiting(result.detection)) {
            result.end = *end;
            return result;
        }
        if (milliseconds_now() >= deadline) {
            return result;
        }
        if (!told) {
            say(err, "note", "waiting up to ", digits_of(seconds), " s for evidence");
            told = true;
        }
        pause_milliseconds(200);
        result.detection = detect_mode(settings, depth);
    }
}

Failure waited_in_vain(std::string_view intent, const WaitResult& result, unsigned seconds) {
    if (result.end == WaitEnd::refused) {
        const Blindness blindness = blindness_of(result.detection.evidence);
        return {intent, {}, blindness.words, blindness.remedy, ExitStatus::failed};
    }
    return {intent,
            {},
            {"no evidence after ", digits_of(seconds), " s"},
            "is the kubelet (or Docker …) running, and is this the host's network namespace?",
            ExitStatus::failed};
}

} // namespace iptables_wrapper::wrapper
