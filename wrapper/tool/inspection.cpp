// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/inspection.hpp"

#include "common/failure.hpp"
#include "wrapper/decision/program.hpp"
#include "wrapper/links/switch_links.hpp"
#include "wrapper/report/detect_report.hpp"
#include "wrapper/report/words.hpp"
#include "wrapper/tool/waiting.hpp"

#include <algorithm>

namespace iptables_wrapper::wrapper {

namespace {

std::optional<Obstacle> obstacle_to_switching(const Installation& installation) {
    const std::string_view command = all_commands.front();
    Outlook outlook = outlook_for_switching(installation, installation.directories.front(), command);
    switch (outlook.kind) {
    case Outlook::Kind::nothing_ours:
    case Outlook::Kind::changeable:
        return std::nullopt;
    case Outlook::Kind::refused:
        return Obstacle{std::move(outlook.path), outlook.error_number};
    }
    __builtin_unreachable();
}

/// Why the waiting was in vain.
Failure waited_in_vain(const WaitResult& result, unsigned seconds) {
    if (result.end == WaitEnd::refused) {
        Blindness blindness = blindness_of(result.detection.evidence);
        return {"wait for evidence", {}, std::move(blindness.words), std::move(blindness.remedy)};
    }
    return {"decide for good",
            {},
            "no evidence after " + std::to_string(seconds) + " s",
            "is the kubelet (or Docker …) running, and is this the host's network namespace?"};
}

/// What is wrong with one command; nothing when it is as it should be.
std::optional<std::string> fault_of(const CommandNow& command, const Detection& detection,
                                    LeadsTo reference) {
    const auto& [evidence, decision] = detection;
    switch (command.leads_to) {
    case LeadsTo::wrapper:
    case LeadsTo::libalternatives:
        return std::nullopt;
    case LeadsTo::nothing:
        return command.installed ? std::optional<std::string>{"it leads to no file"} : std::nullopt;
    case LeadsTo::something_else:
        return "it leads to something else";
    case LeadsTo::nft:
    case LeadsTo::legacy:
        break;
    }
    const std::string runs = std::string{"it runs "}.append(name_of(command.leads_to));
    if (is_asked_for(decision)) {
        const LeadsTo wanted = decision.mode == Mode::nft ? LeadsTo::nft : LeadsTo::legacy;
        return command.leads_to == wanted
                   ? std::nullopt
                   : std::optional{runs + ", but the host uses " + std::string{name_of(decision.mode)} +
                                   " (" + evidence_words(decision, evidence) + ")"};
    }
    // The host asks for nothing: but all commands must work on the same rules.
    return command.leads_to == reference
               ? std::nullopt
               : std::optional{runs + ", and another command " + std::string{name_of(reference)}};
}

} // namespace

ToolOutcome detect(const Arguments& arguments, Notify notify) {
    const Installation installation = find_installation();
    DetectReport report;
    report.settings = settings_from_environment();
    WaitResult waited =
        wait_for_evidence(report.settings, arguments.wait_seconds.value_or(0), Depth::everything, notify);
    report.detection = waited.detection;
    try_nft(report.detection, report.settings);
    report.program = find_installed(installation, all_commands.front(), report.detection.decision);
    report.commands = commands_now(installation);
    report.obstacle = obstacle_to_switching(installation);

    ToolOutcome outcome;
    outcome.output = arguments.format == Format::json ? json_report(report) : text_report(report);
    if (arguments.wait_seconds && waited.end != WaitEnd::evidence) {
        outcome.status = 1;
        outcome.errors =
            report_of(wrapper_name, waited_in_vain({waited.end, report.detection}, *arguments.wait_seconds));
    }
    return outcome;
}

ToolOutcome verify() {
    const Settings settings = settings_from_environment();
    const Detection detection = detect_mode(settings, Depth::everything);
    const CommandsNow commands = commands_now(find_installation());
    const auto* const switched = std::ranges::find_if(commands, [](const CommandNow& command) {
        return command.leads_to == LeadsTo::nft || command.leads_to == LeadsTo::legacy;
    });
    const LeadsTo reference = switched == commands.end() ? LeadsTo::wrapper : switched->leads_to;
    for (const CommandNow& command : commands) {
        if (auto fault = fault_of(command, detection, reference)) {
            return {
                1,
                {},
                report_of(wrapper_name, {"verify", command.path, *std::move(fault),
                                         "run 'iptables-wrapper --reset', or iptables-wrapper-installer"})};
        }
    }
    return {0,
            std::string{"verified: "}.append(summary_of(detection.decision, detection.evidence)).append("\n"),
            {}};
}

} // namespace iptables_wrapper::wrapper
