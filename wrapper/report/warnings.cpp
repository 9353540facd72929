// SPDX-License-Identifier: Apache-2.0
#include "wrapper/decision/words.hpp"
#include "wrapper/report/detect_report.hpp"

#include <algorithm>

namespace iptables_wrapper::wrapper {

namespace {

bool runs(const CommandNow& command, Mode mode) {
    return command.leads_to == leads_to(mode);
}

/// Those of both families.
MarkSet all_marks(const BackendEvidence& backend) {
    MarkSet both = backend.ipv4.marks;
    both.add(backend.ipv6.marks);
    return both;
}

/// Whether Docker manages nftables itself on this host.
bool has_native_docker(const Evidence& evidence) {
    bool found = false;
    all_marks(evidence.nft).for_each([&](const Mark& mark) {
        found = found || (mark.owner == "Docker" && mark.sign == Sign::native_table);
    });
    return found;
}

bool has_rules(const BackendEvidence& backend) {
    return any(backend, &FamilyEvidence::rules) || any(backend, &FamilyEvidence::policies);
}

/// Whose rules 'iptables' shows and changes: those of the mode that it has been switched to, or that a call
/// would run.
Mode mode_of_iptables(const DetectReport& report) {
    const CommandNow& iptables = report.commands.front();
    if (is_switched(iptables)) {
        return runs(iptables, Mode::nft) ? Mode::nft : Mode::legacy;
    }
    return report.program ? report.program->mode : report.call.decision.mode;
}

} // namespace

Warnings warnings_of(const DetectReport& report) {
    const Evidence& evidence = report.evidence;
    const Decision& decision = report.call.decision;
    const Mode shown = mode_of_iptables(report);
    const auto* const switched_wrongly =
        std::ranges::find_if(report.commands, [&](const CommandNow& command) {
            return is_asked_for(decision) && decision.rung != Rung::setting && is_switched(command) &&
                   !runs(command, decision.mode);
        });
    const bool wrong = switched_wrongly != report.commands.end();
    Warnings warnings;
    if (is_mixed(evidence)) {
        warnings.push_back(
            "mixed: both nft and legacy have such evidence; packets must pass the rules of both");
    } else if (has_rules(evidence.of(other(shown))) && (!wrong || has_rules(evidence.of(shown)))) {
        warnings.push_back({name_of(other(shown)), " has rules too: packets must pass both, and '",
                            "iptables' shows only those of ", name_of(shown)});
    }
    if (const Blindness blindness = blindness_of(evidence); decision.guess && !blindness.words.empty()) {
        warnings.push_back({name_of(decision.mode), " is a guess, since something could not be probed: ",
                            blindness.words, "; ", blindness.remedy});
    }
    if (wrong) {
        warnings.push_back({switched_wrongly->command, " runs ", name_of(switched_wrongly->leads_to),
                            ", but the host uses ", name_of(decision.mode),
                            "; run 'iptables-wrapper --reset' to decide anew"});
    }
    const auto any_runs = [&report](Mode one) {
        return std::ranges::any_of(report.commands,
                                   [one](const CommandNow& command) { return runs(command, one); });
    };
    if (any_runs(Mode::nft) && any_runs(Mode::legacy)) {
        warnings.push_back("the commands run different modes; run 'iptables-wrapper --reset' to decide anew");
    }
    if (report.settings.mode && std::ranges::any_of(report.commands, is_switched)) {
        warnings.push_back(
            "IPTABLES_WRAPPER_MODE has no effect on commands that no longer lead to the wrapper; run "
            "'iptables-wrapper --reset' first");
    }
    if (has_native_docker(evidence)) {
        warnings.push_back("Docker manages nftables itself here: rules in chain DOCKER-USER have no effect");
    }
    if (any(evidence.nft, &FamilyEvidence::foreign)) {
        warnings.push_back(
            "nft has chains in the tables of iptables that iptables did not make; iptables-nft "
            "may refuse those tables as incompatible");
    }
    if (any(evidence.legacy, &FamilyEvidence::large) && decision.permanence != Permanence::permanent &&
        decide(evidence, report.settings.guess).permanence == Permanence::permanent) {
        warnings.push_back("legacy has tables that are too large to be searched for owners at every call; "
                           "'iptables-wrapper --switch' does it once");
    }
    return warnings;
}

Owners owners_in(const Evidence& evidence, Mode mode) {
    Owners owners;
    all_marks(evidence.of(mode)).for_each([&](const Mark& mark) {
        if (std::ranges::find(owners, mark.owner.view()) == owners.end()) {
            owners.push_back(mark.owner);
        }
    });
    return owners;
}

Phrase not_permanent_because(const DetectReport& report) {
    if (Phrase reason = permanence_words(report.call); !reason.empty()) {
        return reason;
    }
    if (!report.program) {
        return "the program of that mode is not installed";
    }
    if (report.program->mode != report.call.decision.mode) {
        return {"only ", name_of(report.program->mode), " is installed"};
    }
    return report.obstacle;
}

} // namespace iptables_wrapper::wrapper
