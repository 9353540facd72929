// SPDX-License-Identifier: Apache-2.0
// The wrapper: becomes the real iptables of the mode that the host uses. Nothing that it does before execve
// may show in the command it becomes: it reads no input, leaves no descriptor, writes nothing unless it must
// fail.
#include "common/change_lock.hpp"
#include "common/executable.hpp"
#include "wrapper/call/exec_real.hpp"
#include "wrapper/call/invocation.hpp"
#include "wrapper/decision/detect_mode.hpp"
#include "wrapper/decision/program.hpp"
#include "wrapper/links/switch_links.hpp"
#include "wrapper/report/words.hpp"
#include "wrapper/tool/own_tool.hpp"

#include <cerrno>

#include <unistd.h>

namespace {

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

enum ExitStatus : int { failed = 1, cannot_decide = 125, not_executable = 126, not_found = 127 };

/// Whether all of `text` could be written to `descriptor`.
bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t size = ::write(descriptor, text.data(), text.size());
        if (size < 0 && errno != EINTR) {
            return false;
        }
        text.remove_prefix(size < 0 ? 0 : static_cast<std::size_t>(size));
    }
    return true;
}

void report(const Failure& failure) {
    write_all(STDERR_FILENO, report_of(wrapper_name, failure));
}

void notify(std::string_view line) {
    write_all(STDERR_FILENO, line);
}

/// Says something that `wanted` asks for, or more.
void debug(const Settings& settings, Verbosity wanted, const std::string& text) {
    if (settings.verbosity >= wanted) {
        notify("iptables-wrapper: debug: " + printable(text) + "\n");
    }
}

std::string words_for(const LinkResult& result) {
    switch (result.outcome) {
    case LinkOutcome::linked:
        return "linked '" + result.link.path + "' -> '" + result.link.target + "'";
    case LinkOutcome::unchanged:
        return "unchanged '" + result.link.path + "'";
    case LinkOutcome::not_ours:
    case LinkOutcome::in_the_way:
        return "left alone '" + result.link.path + "'";
    case LinkOutcome::failed:
        return sentence(system_failure("change the link", result.link.path, result.error_number));
    }
    __builtin_unreachable();
}

/// Points the commands in `directory` at `mode`. Not while somebody else changes them: the call must not
/// wait, and the next one can do it as well.
void keep(const Installation& installation, const std::string& directory, Mode mode,
          const Settings& settings) {
    const auto lock = try_to_lock_changes();
    if (!lock) {
        return debug(settings, Verbosity::steps, "left the commands alone: another process is changing them");
    }
    for (const LinkResult& result : switch_links(installation, directory, mode)) {
        debug(settings, Verbosity::steps, words_for(result));
    }
}

/// Whether the links can be changed, as far as that can be told without trying.
bool can_switch(const Installation& installation, const std::string& directory, const std::string& command,
                const Settings& settings) {
    const Outlook outlook = outlook_for_switching(installation, directory, command);
    if (outlook.kind == Outlook::Kind::refused) {
        debug(settings, Verbosity::steps,
              sentence(system_failure("change the link", outlook.path, outlook.error_number)));
    }
    return outlook.kind == Outlook::Kind::changeable;
}

/// Where nothing speaks for a mode and nobody may guess, that is the end; where the guess may do harm, it is
/// said.
void judge_guess(const Detection& detection, const Settings& settings) {
    const auto& [evidence, decision] = detection;
    const bool unfounded = decision.rung == Rung::nothing && decision.permanence != Permanence::permanent;
    if (unfounded && settings.guess == Guess::never) {
        Blindness blindness = blindness_of(evidence);
        throw Failure{"choose between nft and legacy",
                      {},
                      permanence_words(decision, evidence),
                      blindness.remedy.empty() ? "set IPTABLES_WRAPPER_MODE" : std::move(blindness.remedy)};
    }
    // Without nft's answers the command will fail by itself; with them it may write rules where nobody reads
    // them.
    if (is_guess(decision, evidence) && status_of(evidence.nft) == ProbeStatus::probed) {
        notify("iptables-wrapper: warning: guessing " + std::string{name_of(decision.mode)} + ": " +
               printable(blindness_of(evidence).words) + "; IPTABLES_WRAPPER_MODE can say it\n");
    }
}

[[noreturn]] void become(const std::string& command, char** argv) {
    const Settings settings = settings_from_environment();
    const Installation installation = find_installation();
    Detection detection = detect_mode(settings, Depth::enough);
    Decision& decision = detection.decision;
    RealBinary real = real_for(installation, command, decision, detection.evidence);

    const std::string directory =
        installation.wrapper.empty() ? directory_of(real.path) : installation.directories.front();
    const bool perhaps_permanent =
        decision.permanence == Permanence::permanent || needs_trial(decision, detection.evidence);
    const bool changeable = perhaps_permanent && can_switch(installation, directory, command, settings);
    if (needs_trial(decision, detection.evidence) && (changeable || settings.guess == Guess::never)) {
        try_nft(detection, settings);
        real = real_for(installation, command, decision, detection.evidence);
    }
    judge_guess(detection, settings);
    debug(settings, Verbosity::decision, summary_of(decision, detection.evidence));
    if (changeable && decision.permanence == Permanence::permanent) {
        keep(installation, directory, decision.mode, settings);
    }
    debug(settings, Verbosity::steps, "running '" + real.path + "' as '" + command + "'");
    exec_real(real, command, argv);
}

int run(int argc, char** argv) {
    const std::string_view argument_zero = argv[0] == nullptr ? "" : argv[0];
    if (const auto command = command_called(argument_zero, executed_path())) {
        become(*command, argv);
    }
    const ToolOutcome outcome = run_own_tool(argc, argv, notify);
    write_all(STDERR_FILENO, outcome.errors);
    if (!write_all(STDOUT_FILENO, outcome.output)) {
        report(system_failure("write to the standard output", {}, errno));
        return failed;
    }
    return outcome.status;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const NotFound& failure) {
        report(failure);
        return not_found;
    } catch (const NotExecutable& failure) {
        report(failure);
        return not_executable;
    } catch (const Failure& failure) {
        report(failure);
    } catch (const std::exception&) {
        write_all(STDERR_FILENO, "iptables-wrapper: error: cannot run: out of memory\n");
    }
    return cannot_decide;
}
