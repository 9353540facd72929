// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/link_changes.hpp"

#include "common/change_lock.hpp"
#include "common/executable.hpp"
#include "wrapper/call/program.hpp"
#include "wrapper/links/commands_now.hpp"
#include "wrapper/links/leftovers.hpp"
#include "wrapper/report/words.hpp"
#include "wrapper/tool/waiting.hpp"

#include <algorithm>
#include <initializer_list>

namespace iptables_wrapper::wrapper {

namespace {

bool any_of(const LinkResults& results, std::initializer_list<LinkOutcome> outcomes) {
    return std::ranges::any_of(results, [&](const LinkResult& result) {
        return std::ranges::find(outcomes, result.outcome) != outcomes.end();
    });
}

/// Reports the result for one command.
void tell(const LinkResult& result, const Streams& streams) {
    switch (result.outcome) {
    case LinkOutcome::linked:
    case LinkOutcome::unchanged:
    case LinkOutcome::not_ours:
    case LinkOutcome::held_back:
        append_words(streams.out, result);
        streams.out.append("\n");
        break;
    case LinkOutcome::in_the_way:
        report(streams.err, {"replace", result.link, "it is something else, and would be lost",
                             "run iptables-wrapper-installer, which keeps what it replaces"});
        break;
    case LinkOutcome::failed:
        report(streams.err, {"change the link", result.link, reason_of(result.error_number), {}});
        break;
    case LinkOutcome::overtaken:
        report(streams.err, {"change the link", result.link, "another process has changed it meanwhile",
                             "see what it has chosen, and run this again if it is to be replaced"});
        break;
    }
}

/// Whether libalternatives runs the wrapper. Then there is no link to change, and each call decides.
bool has_libalternatives(const Installation& installation) {
    return std::ranges::any_of(commands_now(installation), [](const CommandNow& command) {
        return command.leads_to == LeadsTo::libalternatives;
    });
}

/// Reports the results for all commands. Done if a link is as wanted and none failed.
ExitStatus tell_all(const Installation& installation, const LinkResults& results, const Streams& streams) {
    const bool failed =
        any_of(results, {LinkOutcome::in_the_way, LinkOutcome::failed, LinkOutcome::overtaken});
    const bool as_wanted = any_of(results, {LinkOutcome::linked, LinkOutcome::unchanged});
    if (!failed && !as_wanted && has_libalternatives(installation)) {
        streams.out.append("nothing to change: libalternatives runs the wrapper at each call\n");
        return ExitStatus::done;
    }
    for (const LinkResult& result : results) {
        tell(result, streams);
    }
    if (!failed && !as_wanted) {
        return report(streams.err, {"change the commands", directory_of(results.front().link),
                                    "none of them leads to this wrapper or a real iptables beside it",
                                    "run iptables-wrapper-installer", ExitStatus::failed});
    }
    return failed ? ExitStatus::failed : ExitStatus::done;
}

/// Removes what killed processes have left beside the links of `results`.
void clear_up_beside(const LinkResults& results, Output& output) {
    std::string_view cleared;
    for (const LinkResult& result : results) {
        const std::string_view directory = directory_of(result.link);
        if (directory != cleared) {
            remove_leftovers(directory, output);
            cleared = directory;
        }
    }
}

/// Runs `change`, which returns LinkResults, while no other wrapper or installer changes the commands, and
/// reports the results after `heading`.
template <typename Change>
ExitStatus alone(const Installation& installation, const Streams& streams, std::string_view heading,
                 Change change) {
    constexpr unsigned patience = 10'000;
    const auto lock = lock_changes(patience);
    if (!lock) {
        return report(
            streams.err,
            {"change the commands", {}, held_too_long(patience), remedy_for_held_lock, ExitStatus::failed});
    }
    if (const auto obstacle = obstacle_to_changes(installation)) {
        return report(streams.err, *obstacle);
    }
    streams.out.append(heading);
    const LinkResults results = change();
    const ExitStatus status = tell_all(installation, results, streams);
    if (*lock) {
        clear_up_beside(results, streams.out);
    }
    return status;
}

} // namespace

ExitStatus switch_commands(std::optional<unsigned> wait_seconds, const Streams& streams) {
    const Outcome<Settings> settings = settings_from_environment();
    if (!settings) {
        return report(streams.err, settings.failure());
    }
    const Installation installation = find_managed_installation();
    const WaitResult waited = wait_for_evidence(*settings, wait_seconds.value_or(0), streams.err);
    const Detection& detection = waited.detection;
    if (wait_seconds && waited.end != WaitEnd::decided) {
        return report(streams.err, waited_in_vain("switch the commands", waited, *wait_seconds));
    }
    const Outcome<Program> program = program_for(installation, all_commands.front(), detection);
    if (!program) {
        return report(streams.err, program.failure());
    }
    const bool kept =
        detection.decision.permanence == Permanence::permanent && program->mode == detection.decision.mode;
    const Text<1024> heading{summary_of(detection, program->mode, {}), "\n"};
    return alone(installation, streams, heading, [&] {
        return kept ? switch_links(installation, directory_of(installation.wrapper), program->mode,
                                   Reach::wrapper_or_real)
                    : reset_links(installation, Missing::leave);
    });
}

ExitStatus reset_commands(Missing missing, const Streams& streams) {
    const Installation installation = find_managed_installation();
    if (const Path own = own_path();
        missing == Missing::create && !own.empty() && directory_of(own) != installation.first_directory()) {
        return report(
            streams.err,
            {"install the wrapper in", directory_of(own), "no real iptables lies beside it",
             Phrase{"put it into '", installation.first_directory(), "', or run iptables-wrapper-installer"},
             ExitStatus::failed});
    }
    return alone(installation, streams, "", [&] { return reset_links(installation, missing); });
}

} // namespace iptables_wrapper::wrapper
