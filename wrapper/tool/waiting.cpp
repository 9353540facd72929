// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/waiting.hpp"

#include "common/this_process.hpp"
#include "wrapper/decision/words.hpp"

#include <cerrno>
#include <csignal>

#include <unistd.h>

namespace iptables_wrapper::wrapper {

namespace {

bool is_refused(const FamilyEvidence& family) {
    return family.status == ProbeStatus::blind &&
           (family.failure.error_number == EPERM || family.failure.error_number == EACCES);
}

/// As process 1 of a container, we would not die of a signal that we do not handle (pid_namespaces(7)), and
/// who stops the container while we wait would wait, too. Becoming a program takes the handlers away.
void die_of_signals_as_others_do() {
    if (::getpid() != 1) {
        return;
    }
    for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGQUIT}) {
        struct sigaction action {};
        ::sigaction(number, nullptr, &action);
        if (action.sa_handler == SIG_DFL) {
            action.sa_handler = [](int signal) { ::_exit(128 + signal); };
            ::sigaction(number, &action, nullptr);
        }
    }
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
            die_of_signals_as_others_do();
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
