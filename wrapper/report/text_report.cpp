// SPDX-License-Identifier: Apache-2.0
#include "common/failure.hpp"
#include "wrapper/decision/words.hpp"
#include "wrapper/report/detect_report.hpp"

#include <algorithm>

namespace iptables_wrapper::wrapper {

namespace {

/// "all six: wrapper", or what each runs.
void append_commands(Output& output, const CommandsNow& commands) {
    const LeadsTo first = commands.front().leads_to;
    if (std::ranges::all_of(commands, [&](const CommandNow& command) { return command.leads_to == first; })) {
        output.append("all six: ").append(name_of(first));
        return;
    }
    std::string_view separator;
    for (const CommandNow& command : commands) {
        output.append(separator).append(command.command).append(" ").append(name_of(command.leads_to));
        separator = ", ";
    }
}

/// "DOCKER (Docker); rules of iptables", or why nothing is known.
void append_evidence(Output& output, const FamilyEvidence& seen) {
    const bool failed = seen.status != ProbeStatus::probed && seen.status != ProbeStatus::not_probed;
    output.append(failed ? failure_words(seen) : Phrase{});
    if (failed && seen.status != ProbeStatus::hints_only) {
        return;
    }
    std::string_view separator = failed ? "; " : "";
    seen.marks.for_each([&](const Mark& mark) {
        output.append(separator).append(mark.name()).append(" (").append(mark.owner).append(")");
        separator = ", ";
    });
    output.append(separator.empty() ? "" : "; ");
    output.append(seen.rules ? "rules of iptables" : "no rules of iptables");
    output.append(seen.policies ? ", policies other than ACCEPT" : "");
}

void append_line(Output& output, const char* key, std::string_view value) {
    output.append(key).append(": ");
    append_printable(output, value);
    output.append("\n");
}

} // namespace

void write_text_report(Output& output, const DetectReport& report) {
    append_line(output, "mode", name_of(report.program ? report.program->mode : report.call.decision.mode));
    append_line(output, "evidence", evidence_words(report.call));
    const auto reason = not_permanent_because(report);
    output.append("permanent: ").append(reason.empty() ? "yes" : "no (");
    append_printable(output, reason);
    output.append(reason.empty() ? "\n" : ")\n");
    append_line(output, "program", report.program ? report.program->real.path() : Path{"missing"});
    output.append("commands now: ");
    append_commands(output, report.commands);
    output.append("\n");
    for (const Mode mode : all_modes) {
        for (const Family family : all_families) {
            output.append(words_for(mode, family)).append(": ");
            append_evidence(output, report.evidence.of(mode).of(family));
            output.append("\n");
        }
    }
    for (const auto& warning : warnings_of(report)) {
        append_line(output, "warning", warning);
    }
}

} // namespace iptables_wrapper::wrapper
