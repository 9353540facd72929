// SPDX-License-Identifier: Apache-2.0
#include "common/failure.hpp"
#include "wrapper/report/detect_report.hpp"
#include "wrapper/report/words.hpp"

#include <algorithm>

namespace iptables_wrapper::wrapper {

namespace {

bool runs(const CommandNow& command, Mode mode) {
    return command.leads_to == leads_to(mode);
}

/// Whether Docker manages nftables itself on this host.
bool has_native_docker(const Evidence& evidence) {
    return std::ranges::any_of(all_families, [&](Family family) {
        for (std::size_t index = 0; index < marks.size(); ++index) {
            if (marks.at(index).sign == Sign::native_table && evidence.nft.of(family).marks.has(index)) {
                return true;
            }
        }
        return false;
    });
}

/// Whether all marks found are in tables that a first call would not search.
bool is_found_at_leisure(const Detection& detection) {
    const Evidence& evidence = detection.evidence;
    return detection.decision.finding && has_nothing(evidence.nft) &&
           std::ranges::all_of(all_families, [&evidence](Family family) {
               const FamilyEvidence& legacy = evidence.legacy.of(family);
               return legacy.marks.has_only(legacy.marks_in_large_tables);
           });
}

} // namespace

Warnings warnings_of(const DetectReport& report) {
    const Evidence& evidence = report.detection.evidence;
    const Decision& decision = report.detection.decision;
    Warnings warnings;
    if (is_mixed(evidence)) {
        warnings.push_back(
            "mixed: both nft and legacy have such evidence; rules of both are in force on this host");
    }
    if (is_guess(decision, evidence)) {
        warnings.push_back({name_of(decision.mode), " is a guess, since something could not be probed: ",
                            blindness_of(evidence).words});
    }
    const auto* const switched_wrongly =
        std::ranges::find_if(report.commands, [&](const CommandNow& command) {
            return is_asked_for(decision) && decision.rung != Rung::setting && is_switched(command) &&
                   !runs(command, decision.mode);
        });
    if (switched_wrongly != report.commands.end()) {
        warnings.push_back({switched_wrongly->command, " runs ", name_of(switched_wrongly->leads_to),
                            ", but the host uses ", name_of(decision.mode),
                            "; run 'iptables-wrapper --reset' to decide anew"});
    }
    const auto any_runs = [&](Mode mode) {
        return std::ranges::any_of(report.commands,
                                   [&](const CommandNow& command) { return runs(command, mode); });
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
    return warnings;
}

Owners owners_in(const Evidence& evidence, Mode mode) {
    Owners owners;
    for (std::size_t index = 0; index < marks.size(); ++index) {
        const BackendEvidence& backend = evidence.of(mode);
        const std::string_view owner = marks.at(index).owner;
        if ((backend.ipv4.marks.has(index) || backend.ipv6.marks.has(index)) &&
            std::ranges::find(owners, owner) == owners.end()) {
            owners.push_back(owner);
        }
    }
    return owners;
}

Text<Path::room + Phrase::room> not_permanent_because(const DetectReport& report) {
    const auto& [evidence, decision] = report.detection;
    if (const Phrase reason = permanence_words(decision, evidence); !reason.empty()) {
        return reason;
    }
    if (is_found_at_leisure(report.detection)) {
        return "its tables are too large to be searched at every call; 'iptables-wrapper --switch' does it "
               "once";
    }
    if (!report.program) {
        return "the program of that mode is not installed";
    }
    return report.obstacle;
}

} // namespace iptables_wrapper::wrapper
