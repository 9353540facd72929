// SPDX-License-Identifier: Apache-2.0
#include "wrapper/choice/choose_program.hpp"
#include "wrapper/decision/words.hpp"
#include "wrapper/report/detect_report.hpp"
#include "wrapper/tool/tasks.hpp"
#include "wrapper/tool/waiting.hpp"

#include <algorithm>

namespace iptables_wrapper::wrapper {

namespace {

/// How the mode is asked for: by the user, by the host's programs, which use it, or by its kernel, which
/// cannot run the other. Empty if the other mode would do.
std::string_view demand_of(const Decision& decision) {
    if (decision.rung == Rung::setting) {
        return "the setting is";
    }
    if (is_asked_for(decision)) {
        return "the host uses";
    }
    return decision.rung == Rung::ability ? "the host needs" : "";
}

/// What is wrong with one command; empty when it is as it should be.
Phrase fault_of(const CommandNow& command, const Detection& detection, LeadsTo reference) {
    const Decision& decision = detection.decision;
    switch (command.leads_to) {
    case LeadsTo::wrapper:
    case LeadsTo::libalternatives:
        return {};
    case LeadsTo::nothing:
        return command.installed ? "it leads to no file" : "";
    case LeadsTo::something_else:
        return "it leads to something else";
    case LeadsTo::nft:
    case LeadsTo::legacy:
        break;
    }
    if (const std::string_view demand = demand_of(decision); !demand.empty()) {
        if (command.leads_to == leads_to(decision.mode)) {
            return {};
        }
        const Phrase asked{demand, " ", name_of(decision.mode), " (", evidence_words(detection), ")"};
        return {"it runs ", name_of(command.leads_to), ", but ", asked};
    }
    // The host asks for no mode, but all commands must work on the same rules.
    return command.leads_to == reference
               ? Phrase{}
               : Phrase{"it runs ", name_of(command.leads_to), ", and another command ", name_of(reference)};
}

/// Where the commands lead, all of which are as they should be: "the wrapper", "nft", "the wrapper or nft".
Phrase destinations(const CommandsNow& commands) {
    Phrase words;
    for (const LeadsTo end : {LeadsTo::wrapper, LeadsTo::libalternatives, LeadsTo::nft, LeadsTo::legacy}) {
        if (std::ranges::find(commands, end, &CommandNow::leads_to) != commands.end()) {
            words.append(words.empty() ? "" : " or ")
                .append(end == LeadsTo::wrapper ? "the wrapper" : name_of(end));
        }
    }
    return words.empty() ? "nothing" : words;
}

} // namespace

ExitStatus detect(const Arguments& arguments, const Streams& streams) {
    const Installation installation = find_managed_installation();
    const Outcome<Settings> settings = settings_from_environment();
    if (!settings) {
        return report(streams.err, settings.failure());
    }
    const WaitResult waited = wait_for_evidence(*settings, arguments.wait_seconds.value_or(0), streams.err);
    DetectReport found{*settings, waited.detection, waited.detection.evidence, {}, {}, {}};
    if (any(found.evidence.legacy, &FamilyEvidence::large)) {
        found.call = detect_mode(*settings, Depth::enough); // which does not read that
    }
    found.program = find_program(installation, all_commands.front(), found.call.decision);
    found.commands = commands_now(installation);
    if (!is_switched(found.commands.front())) {
        found.obstacle =
            obstacle_to_keeping(installation, installation.first_directory(), all_commands.front());
    }
    switch (arguments.format) {
    case Format::text:
        write_text_report(streams.out, found);
        break;
    case Format::json:
        write_json_report(streams.out, found);
        break;
    }
    if (arguments.wait_seconds && waited.end != WaitEnd::decided) {
        return report(streams.err, waited_in_vain("decide", waited, *arguments.wait_seconds));
    }
    return ExitStatus::done;
}

ExitStatus verify(const Streams& streams) {
    const Outcome<Settings> settings = settings_from_environment();
    if (!settings) {
        return report(streams.err, settings.failure());
    }
    const Installation installation = find_managed_installation();
    const Detection detection = detect_mode(*settings, Depth::everything);
    const Blindness blindness = blindness_of(detection.evidence);
    if (detection.decision.guess && !blindness.words.empty()) {
        return report(streams.err,
                      {"verify the mode", {}, blindness.words, blindness.remedy, ExitStatus::failed});
    }
    if (const auto program = program_for(installation, all_commands.front(), detection); !program) {
        Failure failure = program.failure();
        failure.status = ExitStatus::failed;
        return report(streams.err, failure);
    }
    const CommandsNow commands = commands_now(installation);
    const auto* const switched = std::ranges::find_if(commands, is_switched);
    const LeadsTo reference = switched == commands.end() ? LeadsTo::wrapper : switched->leads_to;
    for (const CommandNow& command : commands) {
        if (const Phrase fault = fault_of(command, detection, reference); !fault.empty()) {
            return report(streams.err, {"verify", command.path(), fault,
                                        "run 'iptables-wrapper --reset', or iptables-wrapper-installer",
                                        ExitStatus::failed});
        }
    }
    const Decision& decision = detection.decision;
    streams.out.append("verified: the commands lead to ").append(destinations(commands)).append(", and ");
    if (const std::string_view demand = demand_of(decision); !demand.empty()) {
        streams.out.append(demand).append(" ").append(name_of(decision.mode));
    } else {
        streams.out.append(decision.permanence == Permanence::mixed ? "the host uses both modes"
                                                                    : "nothing on the host requires a mode");
    }
    streams.out.append(" (").append(evidence_words(detection)).append(")\n");
    return ExitStatus::done;
}

} // namespace iptables_wrapper::wrapper
