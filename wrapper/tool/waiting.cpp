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
    // A guess that IPTABLES_WRAPPER_GUESS=keep makes permanent is still one: evidence may come.
    const Decision& decision = detection.decision;
    if ((decision.permanence == Permanence::permanent && !decision.guess) ||
        decision.permanence == Permanence::setting) {
        return WaitEnd::decided;
    }
    // While nft refuses to answer, nothing that appears in legacy can be permanent.
    const BackendEvidence& nft = detection.evidence.nft;
    return is_refused(nft.ipv4) && is_refused(nft.ipv6) ? std::optional{WaitEnd::refused} : std::nullopt;
}

WaitResult wait_for_evidence(const Settings& settings, unsigned seconds, Output& err) {
    const std::int64_t deadline = milliseconds_now() + std::int64_t{seconds} * 1000;
    bool told = false;
    while (true) {
        const Detection detection = detect_mode(settings, Depth::everything);
        if (const auto end = end_of_waiting(detection)) {
            return {*end, detection};
        }
        if (milliseconds_now() >= deadline) {
            const bool keep = detection.decision.permanence == Permanence::permanent;
            return {detection.decision.guess && !keep ? WaitEnd::time_over : WaitEnd::decided, detection};
        }
        if (!told) {
            say(err, "note", "waiting up to ", digits_of(seconds),
                " s for the kubelet or the owner of the firewall");
            told = true;
        }
        pause_milliseconds(200);
    }
}

Failure waited_in_vain(std::string_view intent, const WaitResult& result, unsigned seconds) {
    const Blindness blindness = blindness_of(result.detection.evidence);
    if (!blindness.words.empty()) {
        return {intent, {}, blindness.words, blindness.remedy, ExitStatus::failed};
    }
    return {intent,
            {},
            {"no evidence after ", digits_of(seconds), " s"},
            "is the kubelet (or Docker …) running, and is this the host's network namespace?",
            ExitStatus::failed};
}

} // namespace iptables_wrapper::wrapper
