// SPDX-License-Identifier: Apache-2.0
#include "wrapper/call/become.hpp"

#include "wrapper/call/debug.hpp"
#include "wrapper/call/exec_real.hpp"
#include "wrapper/call/first_switch.hpp"
#include "wrapper/decision/detect_mode.hpp"
#include "wrapper/decision/program.hpp"
#include "wrapper/report/words.hpp"

namespace iptables_wrapper::wrapper {

namespace {

/// Fails if nothing speaks for a mode and a guess is forbidden. Warns if a guess may do harm.
std::optional<Failure> judge_guess(const Detection& detection, const Settings& settings, Output& err) {
    const auto& [evidence, decision] = detection;
    const bool unfounded = decision.rung == Rung::nothing && decision.permanence != Permanence::permanent;
    if (unfounded && settings.guess == Guess::never) {
        const Phrase remedy = blindness_of(evidence).remedy;
        return Failure{"choose between nft and legacy",
                       {},
                       permanence_words(decision, evidence),
                       remedy.empty() ? "set IPTABLES_WRAPPER_MODE" : remedy};
    }
    // If nft refuses to answer us, it refuses the command as well, which fails by itself. If it answers, the
    // command may write rules where nobody reads them.
    if (is_guess(decision, evidence) && status_of(evidence.nft) == ProbeStatus::probed) {
        say(err, "warning", "guessing ", name_of(decision.mode), ": ", blindness_of(evidence).words,
            "; IPTABLES_WRAPPER_MODE can say it");
    }
    return std::nullopt;
}

} // namespace

Failure become(std::string_view command, char** argv, Output& err) {
    const Outcome<Settings> settings = settings_from_environment();
    if (!settings) {
        return settings.failure();
    }
    const Installation installation = find_installation();
    Detection detection = detect_mode(*settings, Depth::enough);
    const Decision& decision = detection.decision;
    Outcome<RealBinary> real = real_for(installation, command, detection.decision, detection.evidence);
    if (!real) {
        return real.failure();
    }
    const std::string_view directory = installation.own_directory().value_or(real->directory);
    const bool perhaps_permanent =
        decision.permanence == Permanence::permanent || needs_trial(decision, detection.evidence);
    const bool changeable = perhaps_permanent && can_switch(installation, directory, command, *settings, err);
    if (needs_trial(decision, detection.evidence) && (changeable || settings->guess == Guess::never)) {
        try_nft(detection, *settings);
        real = real_for(installation, command, detection.decision, detection.evidence);
        if (!real) {
            return real.failure();
        }
    }
    if (const auto failure = judge_guess(detection, *settings, err)) {
        return *failure;
    }
    debug(*settings, Verbosity::decision, err, summary_of(decision, detection.evidence));
    if (changeable && decision.permanence == Permanence::permanent) {
        switch_all(installation, directory, decision.mode, *settings, err);
    }
    debug(*settings, Verbosity::steps, err, "running '", real->path(), "' as '", command, "'");
    return exec_real(*real, command, argv);
}

} // namespace iptables_wrapper::wrapper
