// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/own_tool.hpp"

#include "common/change_lock.hpp"
#include "wrapper/decision/detect_mode.hpp"
#include "wrapper/links/leftovers.hpp"
#include "wrapper/links/switch_links.hpp"
#include "wrapper/probe/legacy_probe.hpp"
#include "wrapper/probe/nft_probe.hpp"
#include "wrapper/tool/arguments.hpp"
#include "wrapper/tool/detect_report.hpp"

#include <ctime>

namespace iptables_wrapper {

namespace {

constexpr std::string_view help_text =
    "Usage: iptables-wrapper --detect [--json]\n"
    "       iptables-wrapper --switch [--wait SECONDS]\n"
    "       iptables-wrapper --reset | install | --version | --help\n"
    "\n"
    "Stands in for iptables, ip6tables and their -save and -restore commands: on the\n"
    "first call it finds out whether this host uses the legacy or the nft flavour,\n"
    "points the commands at it and becomes the real command. By its own name:\n"
    "\n"
    "  --detect          print the mode and the evidence for it; changes nothing\n"
    "    --json          ... as a JSON object on one line\n"
    "  --switch          decide and point the commands at the mode now\n"
    "    --wait SECONDS  ... looking again until there is a hint or the time is over\n"
    "  --reset           point the commands back at the wrapper\n"
    "  install           the same, and create those that are missing\n"
    "  --version         print the version\n"
    "  --help            print this text\n"
    "\n"
    "Environment: IPTABLES_WRAPPER_MODE=nft|legacy use this mode, change no links\n"
    "             IPTABLES_WRAPPER_GUESS=retry     without a hint, change no links\n"
    "             IPTABLES_WRAPPER_DEBUG=1         say on stderr what is done and why\n"
    "\n"
    "Exit status: 0 done, 1 failed, 2 usage, 125 cannot decide; as one of the six\n"
    "commands its own, or 125, 126 (cannot be executed), 127 (not found).\n";

ToolOutcome detect(Format format) {
    const Settings settings = settings_from_environment();
    const Evidence evidence{probe_nft(), probe_legacy(Depth::everything)};
    Decision decision = settings.mode ? detect_mode(settings) : decide(evidence, settings.guess);
    find_installed(find_installation(), all_commands.front(), decision);
    return {
        0, format == Format::json ? json_report(decision, evidence) : text_report(decision, evidence), {}};
}

timespec after(timespec time, unsigned seconds) {
    time.tv_sec += static_cast<time_t>(seconds);
    return time;
}

bool is_before(const timespec& one, const timespec& other) {
    return one.tv_sec != other.tv_sec ? one.tv_sec < other.tv_sec : one.tv_nsec < other.tv_nsec;
}

timespec now() {
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return time;
}

/// Looks until there is a hint, the time is over, or looking proves useless because it is refused.
Decision wait_for_hint(const Settings& settings, unsigned seconds) {
    constexpr timespec pause{0, 100'000'000};
    const timespec deadline = after(now(), seconds);
    Decision decision = detect_mode(settings);
    while (decision.ground != Ground::hint && decision.ground != Ground::setting &&
           is_before(now(), deadline)) {
        ::nanosleep(&pause, nullptr);
        decision = detect_mode(settings);
    }
    return decision;
}

Failure not_kept(const Decision& decision, const Settings& settings) {
    if (decision.ground == Ground::setting) {
        return {"switch the commands",
                {},
                "IPTABLES_WRAPPER_MODE is set, and such a choice is never kept",
                "unset it"};
    }
    if (settings.guess == Guess::retry && decision.ground != Ground::hint) {
        return {"switch the commands",
                {},
                "no hint found, and IPTABLES_WRAPPER_GUESS=retry forbids to keep a guess",
                "use --wait to wait for the kubelet's hint"};
    }
    return {"switch the commands",
            {},
            "the kernel does not let us look at all of its rules",
            "run it as root with CAP_NET_ADMIN in the host's network namespace, and with /proc mounted"};
}

ToolOutcome outcome_of(const std::vector<LinkResult>& results) {
    ToolOutcome outcome;
    outcome.status = 1;
    for (const LinkResult& result : results) {
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
                report_of(wrapper_name, {"link", result.link.path, "it is something else, and would be lost",
                                         "run iptables-wrapper-installer, which keeps what it replaces"}));
            break;
        case LinkOutcome::failed:
            outcome.errors.append(report_of(
                wrapper_name, system_failure("change the link", result.link.path, result.error_number)));
            break;
        }
    }
    if (!outcome.errors.empty()) {
        outcome.status = 1;
    } else if (outcome.status != 0) {
        outcome.errors =
            report_of(wrapper_name, {"change the commands", directory_of(results.front().link.path),
                                     "none of them leads to this wrapper or a flavour beside it",
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
ToolOutcome alone(Change change) {
    constexpr std::chrono::seconds patience{10};
    FileDescriptor lock;
    try {
        lock = lock_changes(patience);
    } catch (const Failure& failure) {
        return {1, {}, report_of(wrapper_name, failure)};
    }
    const std::vector<LinkResult> results = change();
    ToolOutcome outcome = outcome_of(results);
    if (lock) {
        outcome.output.append(clear_up_beside(results));
    }
    return outcome;
}

ToolOutcome reset_now(Missing missing) {
    return alone([missing] { return reset_links(find_installation(), missing); });
}

ToolOutcome switch_now(unsigned wait_seconds) {
    const Settings settings = settings_from_environment();
    const Installation installation = find_installation();
    Decision decision = wait_for_hint(settings, wait_seconds);
    real_for(installation, all_commands.front(), decision);
    if (decision.keep == Keep::no) {
        return {1, {}, report_of(wrapper_name, not_kept(decision, settings))};
    }
    ToolOutcome outcome = alone([&] { return switch_links_again(installation, decision.mode); });
    outcome.output.insert(0, summary_of(decision) + "\n");
    return outcome;
}

} // namespace

ToolOutcome run_own_tool(int argc, char** argv) {
    const Arguments arguments = parse_arguments(argc, argv);
    if (!arguments.mistake.empty()) {
        return {2, {}, "iptables-wrapper: error: " + arguments.mistake + "; try 'iptables-wrapper --help'\n"};
    }
    switch (*arguments.action) {
    case Action::detect:
        return detect(arguments.format);
    case Action::switch_now:
        return switch_now(arguments.wait_seconds.value_or(0));
    case Action::reset:
        return reset_now(Missing::leave);
    case Action::install:
        return reset_now(Missing::create);
    case Action::version:
        return {0, "iptables-wrapper " IPTABLES_WRAPPER_VERSION "\n", {}};
    case Action::help:
        return {0, std::string{help_text}, {}};
    }
    __builtin_unreachable();
}

} // namespace iptables_wrapper
