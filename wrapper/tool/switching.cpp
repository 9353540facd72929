// SPDX-License-Identifier: Apache-2.0
#include "common/change_lock.hpp"
#include "common/this_process.hpp"
#include "wrapper/choice/choose_program.hpp"
#include "wrapper/decision/words.hpp"
#include "wrapper/links/commands_now.hpp"
#include "wrapper/links/switch_links.hpp"
#include "wrapper/tool/become_program.hpp"
#include "wrapper/tool/tasks.hpp"
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

/// Whether libalternatives runs the wrapper. Then there is no link to change, and each call decides.
bool has_libalternatives(const Installation& installation) {
    return std::ranges::any_of(commands_now(installation), [](const CommandNow& command) {
        return command.leads_to == LeadsTo::libalternatives;
    });
}

/// Reports the results for all commands, after `heading`. Done if a link is as wanted and none failed.
ExitStatus tell_all(const Installation& installation, std::string_view heading, const LinkResults& results,
                    const Streams& streams) {
    const bool failed =
        std::ranges::any_of(results, [](const LinkResult& result) { return failure_of(result).has_value(); });
    const bool as_wanted = any_of(results, {LinkOutcome::linked, LinkOutcome::unchanged});
    if (!failed && !as_wanted && has_libalternatives(installation)) {
        streams.out.append("nothing to change: libalternatives runs the wrapper at each call\n");
        return ExitStatus::done;
    }
    // If nothing has changed, only why not is of interest.
    Output nowhere{-1, WhenFull::lose};
    const bool nothing_changed = failed && !any_of(results, {LinkOutcome::linked});
    const Streams changes{nothing_changed ? nowhere : streams.out, streams.err};
    changes.out.append(heading);
    for (const LinkResult& result : results) {
        if (const auto failure = failure_of(result)) {
            report(changes.err, *failure);
        } else {
            append_words(changes.out, result);
            changes.out.append("\n");
        }
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

/// The place of the commands themselves.
constexpr const char* the_system = "/";

/// Runs `change`, which returns LinkResults, while no other wrapper or installer changes links in `place`,
/// and reports the results after `heading`.
template <typename Change>
ExitStatus alone(const Installation& installation, const Streams& streams, std::string_view heading,
                 const char* place, Change change) {
    constexpr unsigned patience = 10'000;
    const auto lock = lock_changes(patience, place);
    if (!lock) {
        return report(streams.err, {"change the commands",
                                    {},
                                    held_too_long(patience, place),
                                    remedy_for_held_lock,
                                    ExitStatus::failed});
    }
    if (place == the_system) {
        if (const auto obstacle = obstacle_to_changes(installation)) {
            return report(streams.err, *obstacle);
        }
    }
    const LinkResults results = change();
    const ExitStatus status = tell_all(installation, heading, results, streams);
    if (*lock) {
        clear_up_beside(results, streams.out);
    }
    return status;
}

/// Whether each call decides, whatever we do: the commands lead to the wrapper, and cannot be switched.
bool each_call_decides(const Installation& installation) {
    const CommandsNow commands = commands_now(installation);
    return std::ranges::none_of(commands, is_switched) && commands.front().leads_to == LeadsTo::wrapper &&
           !obstacle_to_keeping(installation, installation.first_directory(), all_commands.front()).empty();
}

/// Why the options that make links elsewhere, or run a program, cannot be obeyed. On success, `file` is
/// the program to run, or empty.
std::optional<Failure> judge(const Arguments& arguments, const Installation& installation, Path& file) {
    if ((arguments.links != nullptr || arguments.program != nullptr) && acts_for_another()) {
        return Failure{"obey --links and programs to run",
                       {},
                       "the wrapper is set-uid or set-gid, and this would be done in another's name",
                       "take that bit away, and give it file capabilities",
                       ExitStatus::failed};
    }
    if (arguments.program != nullptr) {
        const Outcome<Path> found = find_in_path(*arguments.program);
        if (!found) {
            return found.failure();
        }
        file = *found;
    }
    return arguments.links == nullptr ? std::nullopt : obstacle_to_links_in(arguments.links, installation);
}

/// Makes the links of --links, unless the answer is a guess that could be seen to be wrong by others, or
/// guesses are forbidden.
ExitStatus link_elsewhere(const Detection& detection, const Settings& settings,
                          const Installation& installation, Mode mode, const char* directory,
                          const Streams& streams) {
    const Blindness blindness = blindness_of(detection.evidence);
    if (detection.decision.guess && (!blindness.words.empty() || settings.guess == Guess::never)) {
        return report(streams.err, {"make links in", directory,
                                    blindness.words.empty() ? Phrase{"no evidence"} : blindness.words,
                                    blindness.remedy, ExitStatus::failed});
    }
    const Text<1024> heading{summary_of(detection, mode, {}), "\n"};
    return alone(installation, streams, heading, directory,
                 [&] { return make_links_in(installation, directory, mode); });
}

/// Switches the commands to `mode` or, if that is not to be kept, points them back at the wrapper, which
/// decides at each call.
ExitStatus switch_or_reset(const Detection& detection, const Installation& installation, Mode mode,
                           const Streams& streams) {
    const bool kept =
        detection.decision.permanence == Permanence::permanent && mode == detection.decision.mode;
    const Text<1024> heading{summary_of(detection, mode, {}), "\n"};
    return alone(installation, streams, heading, the_system, [&] {
        return kept ? switch_links(installation, directory_of(installation.wrapper), mode, PointsAt::real)
                    : reset_links(installation, Missing::leave);
    });
}

} // namespace

ExitStatus switch_commands(const Arguments& arguments, const Streams& given_streams) {
    // What a program writes to stdout is its own.
    Output nowhere{-1, WhenFull::lose};
    const Streams streams{arguments.program == nullptr ? given_streams.out : nowhere, given_streams.err};
    const Installation installation = find_managed_installation();
    Path file;
    if (const auto failure = judge(arguments, installation, file)) {
        return report(streams.err, *failure);
    }
    const Outcome<Settings> settings = settings_from_environment();
    if (!settings) {
        return report(streams.err, settings.failure());
    }
    const WaitResult waited = wait_for_evidence(*settings, arguments.wait_seconds.value_or(0), streams.err);
    const Detection& detection = waited.detection;
    if (arguments.wait_seconds && waited.end != WaitEnd::decided) {
        return report(streams.err, waited_in_vain("switch the commands", waited, *arguments.wait_seconds));
    }
    const Outcome<Program> real = program_for(installation, all_commands.front(), detection);
    if (!real) {
        return report(streams.err, real.failure());
    }
    ExitStatus status = ExitStatus::done;
    if (arguments.links != nullptr) {
        status = link_elsewhere(detection, *settings, installation, real->mode, arguments.links, streams);
    } else if (arguments.program == nullptr || !each_call_decides(installation)) {
        status = switch_or_reset(detection, installation, real->mode, streams);
    }
    if (status != ExitStatus::done || arguments.program == nullptr) {
        return status;
    }
    return report(streams.err,
                  become_program(file, arguments.program, arguments.links == nullptr ? "" : arguments.links));
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
    return alone(installation, streams, "", the_system, [&] { return reset_links(installation, missing); });
}

} // namespace iptables_wrapper::wrapper
