// SPDX-License-Identifier: Apache-2.0
#include "common/failure.hpp"
#include "wrapper/report/detect_report.hpp"
#include "wrapper/report/words.hpp"

#include <algorithm>

namespace iptables_wrapper::wrapper {

namespace {

/// "all six run the wrapper", or what each runs.
std::string words_for(const CommandsNow& commands) {
    const LeadsTo first = commands.front().leads_to;
    const auto same = [&](const CommandNow& command) { return command.leads_to == first; };
    if (std::ranges::all_of(commands, same)) {
        return std::string{"all six: "}.append(name_of(first));
    }
    std::string words;
    for (const CommandNow& command : commands) {
        words.append(words.empty() ? "" : ", ")
            .append(command.command)
            .append(" ")
            .append(name_of(command.leads_to));
    }
    return words;
}

std::string words_for(const BackendEvidence& backend, Family family) {
    const FamilyEvidence& seen = backend.of(family);
    if (seen.status != ProbeStatus::probed && seen.status != ProbeStatus::not_probed) {
        return failure_words(seen);
    }
    std::string words;
    for (std::size_t index = 0; index < marks.size(); ++index) {
        if (seen.marks.has(index)) {
            const Mark& mark = marks.at(index);
            const std::string_view name = mark.chain.empty() ? mark.table : mark.chain;
            words.append(words.empty() ? "" : ", ").append(name).append(" (").append(mark.owner).append(")");
        }
    }
    return words.append(words.empty() ? "" : "; ")
        .append(seen.occupied ? "rules in force" : "no rules in force");
}

} // namespace

std::string text_report(const DetectReport& report) {
    const auto& [evidence, decision] = report.detection;
    std::string text{"mode: "};
    text.append(name_of(decision.mode)).append("\nevidence: ").append(evidence_words(decision, evidence));
    const std::string reason = not_permanent_because(report);
    text.append("\npermanent: ").append(reason.empty() ? "yes" : "no (" + printable(reason) + ")");
    text.append("\nprogram: ").append(report.program ? printable(report.program->path) : "missing");
    text.append("\ncommands now: ").append(words_for(report.commands)).append("\n");
    for (const Mode mode : all_modes) {
        for (const Family family : all_families) {
            text.append(words_for(mode, family)).append(": ");
            text.append(words_for(evidence.of(mode), family)).append("\n");
        }
    }
    for (const std::string& warning : warnings_of(report)) {
        text.append("warning: ").append(printable(warning)).append("\n");
    }
    return text;
}

} // namespace iptables_wrapper::wrapper
