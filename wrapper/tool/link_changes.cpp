// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/link_changes.hpp"

#include "common/change_lock.hpp"
#include "common/failure.hpp"
#include "wrapper/decision/program.hpp"
#include "wrapper/links/commands_now.hpp"
#include "wrapper/links/leftovers.hpp"
#include "wrapper/report/words.hpp"
#include "wrapper/tool/waiting.hpp"

#include <algorithm>
#include <vector>

namespace iptables_wrapper::wrapper {

namespace {

ToolOutcome failed(const Failure& failure) {
    return {1, {}, report_of(wrapper_name, failure)};
}

/// Why the decision is not made permanent.
Failure not_permanent(const Detection& detection) {
    const auto& [evidence, decision] = detection;
    std::string reason = permanence_words(decision, evidence);
    switch (decision.permanence) {
    case Permanence::setting:
        return {"switch the commands",
                {},
                "IPTABLES_WRAPPER_MODE is set, and a setting holds for one call",
                "unset it"};
    case Permanence::blind:
        return {"switch the commands", {}, std::move(reason), blindness_of(evidence).remedy};
    case Permanence::mixed:
        return {"switch the commands", {}, std::move(reason), "see 'iptables-wrapper --detect'"};
    case Permanence::permanent:
    case Permanence::other_unknown:
    case Permanence::only_rules:
    case Permanence::untried:
    case Permanence::retry:
        break;
    }
    return {
        "switch the commands", {}, std::move(reason), "use --wait to wait for the kubelet or another owner"};
}

Failure waited_in_vain(const WaitResult& result, unsigned seconds) {
    if (result.end == WaitEnd::refused) {
        Blindness blindness = blindness_of(result.detection.evidence);
        return {"switch the commands", {}, std::move(blindness.words), std::move(blindness.remedy)};
    }
    return {"switch the commands",
            {},
            "no evidence after " + std::to_string(seconds) + " s",
            "is the kubelet (or Docker …) running, and is this the host's network namespace?"};
}

/// Takes one result into `outcome`. A link that is as wanted makes it a success, until one fails.
void take_result(const LinkResult& result, ToolOutcome& outcome) {
    const std::string path = "'" + printable(result.link.path) + "'";
    switch (result.outcome) {
    case LinkOutcome::linked:
        outcome.output.append("linked ").append(path).append(" -> '");
        outcome.output.append(printable(result.link.target)).append("'\n");
        outcome.status = 0;
        break;
    case LinkOutcome::unchanged:
        outcome.output.append("unchanged ").append(path).append("\n");
        outcome.status = 0;
        break;
    case LinkOutcome::not_ours:
        outcome.output.append("left alone ").append(path).append("\n");
        break;
    case LinkOutcome::in_the_way:
        outcome.errors.append(
            report_of(wrapper_name, {"replace", result.link.path, "it is something else, and would be lost",
                                     "run iptables-wrapper-installer, which keeps what it replaces"}));
        break;
    case LinkOutcome::failed:
        outcome.errors.append(report_of(
            wrapper_name, system_failure("change the link", result.link.path, result.error_number)));
        break;
    }
}

/// Where libalternatives runs the wrapper there is no link to change: each call decides.
bool has_libalternatives(const Installation& installation) {
    return std::ranges::any_of(commands_now(installation), [](const CommandNow& command) {
        return command.leads_to == LeadsTo::libalternatives;
    });
}

ToolOutcome outcome_of(const Installation& installation, const std::vector<LinkResult>& results) {
    ToolOutcome outcome;
    outcome.status = 1;
    for (const LinkResult& result : results) {
        take_result(result, outcome);
    }
    if (!outcome.errors.empty()) {
        outcome.status = 1;
    } else if (outcome.status != 0 && has_libalternatives(installation)) {
        outcome = {0, "nothing to change: libalternatives runs the wrapper at each call\n", {}};
    } else if (outcome.status != 0) {
        outcome.errors =
            report_of(wrapper_name, {"change the commands", directory_of(results.front().link.path),
                                     "none of them leads to this wrapper or a real iptables beside it",
                                     "run iptables-wrapper-installer"});
    }
    return outcome;
}

/// The lines about what killed ones have left beside the links of `results`.
std::string clear_up_beside(const std::vector<LinkResult>& results) {
    std::string lines;
    std::string cleared;
    for (const LinkResult& result : results) {
        const std::string directory = directory_of(result.link.path);
        if (directory == cleared) {
            continue;
        }
        for (const std::string& path : remove_leftovers(directory)) {
            lines.append("removed leftover '").append(printable(path)).append("'\n");
        }
        cleared = directory;
    }
    return lines;
}

/// What comes of `change`, made while nobody else changes the commands.
template <typename Change>
ToolOutcome alone(const Installation& installation, Change change) {
    constexpr std::chrono::seconds patience{10};
    const std::optional<FileDescriptor> lock = lock_changes(patience);
    if (!lock) {
        return failed(
            {"change the commands",
             {},
             "another process has held the lock on '/' for " + std::to_string(patience.count()) + " s",
             "find out who holds it (lsof /, /proc/locks), and try again"});
    }
    const std::vector<LinkResult> results = change();
    ToolOutcome outcome = outcome_of(installation, results);
    if (*lock) {
        outcome.output.append(clear_up_beside(results));
    }
    return outcome;
}

} // namespace

ToolOutcome switch_commands(std::optional<unsigned> wait_seconds, Notify notify) {
    const Settings settings = settings_from_environment();
    const Installation installation = find_installation();
    WaitResult waited = wait_for_evidence(settings, wait_seconds.value_or(0), Depth::everything, notify);
    const Evidence& evidence = waited.detection.evidence;
    Decision& decision = waited.detection.decision;
    if (wait_seconds && waited.end != WaitEnd::evidence) {
        return failed(waited_in_vain(waited, *wait_seconds));
    }
    try_nft(waited.detection, settings);
    real_for(installation, all_commands.front(), decision, evidence);
    if (decision.permanence != Permanence::permanent) {
        return failed(not_permanent(waited.detection));
    }
    ToolOutcome outcome =
        alone(installation, [&] { return switch_links_again(installation, decision.mode); });
    outcome.output.insert(0, summary_of(decision, evidence) + "\n");
    return outcome;
}

ToolOutcome reset_commands(Missing missing) {
    const Installation installation = find_installation();
    return alone(installation, [&] { return reset_links(installation, missing); });
}

} // namespace iptables_wrapper::wrapper
