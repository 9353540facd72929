// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/waiting.hpp"

#include <cerrno>
#include <cstdint>
#include <ctime>

namespace iptables_wrapper::wrapper {

namespace {

/// Milliseconds of a clock that nobody sets.
std::int64_t now() {
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
}

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
    // Without nft, nothing that will be seen in legacy can be permanent.
    const BackendEvidence& nft = detection.evidence.nft;
    return is_refused(nft.ipv4) && is_refused(nft.ipv6) ? std::optional{WaitEnd::refused} : std::nullopt;
}

WaitResult wait_for_evidence(const Settings& settings, unsigned seconds, Depth depth, Notify notify) {
    constexpr timespec pause{0, 200'000'000};
    const std::int64_t deadline = now() + static_cast<std::int64_t>(seconds) * 1000;
    WaitResult result{WaitEnd::time_over, detect_mode(settings, depth)};
    bool told = false;
    while (true) {
        if (const auto end = end_of_waiting(result.detection)) {
            result.end = *end;
            return result;
        }
        if (now() >= deadline) {
            return result;
        }
        if (!told) {
            notify("iptables-wrapper: note: waiting up to " + std::to_string(seconds) + " s for evidence\n");
            told = true;
        }
        ::nanosleep(&pause, nullptr);
        result.detection = detect_mode(settings, depth);
    }
}

} // namespace iptables_wrapper::wrapper
