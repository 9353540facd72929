// SPDX-License-Identifier: Apache-2.0
// The wrapper: becomes the real iptables of the mode that the host uses. Nothing that it does before execve
// may show in the command it becomes: it reads no input, leaves no descriptor, writes nothing unless it must
// fail.
#include "common/change_lock.hpp"
#include "common/executable.hpp"
#include "wrapper/call/exec_real.hpp"
#include "wrapper/call/invocation.hpp"
#include "wrapper/decision/detect_mode.hpp"
#include "wrapper/links/switch_links.hpp"
#include "wrapper/tool/detect_report.hpp"
#include "wrapper/tool/own_tool.hpp"

#include <cerrno>

#include <unistd.h>

namespace {

using namespace iptables_wrapper;

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

void debug(const Settings& settings, const std::string& text) {
    if (settings.debug == Debug::on) {
        write_all(STDERR_FILENO, "iptables-wrapper: debug: " + printable(text) + "\n");
    }
}

void debug(const Settings& settings, const LinkResult& result) {
    switch (result.outcome) {
    case LinkOutcome::linked:
        return debug(settings, "linked '" + result.link.path + "' -> '" + result.link.target + "'");
    case LinkOutcome::unchanged:
        return debug(settings, "unchanged '" + result.link.path + "'");
    case LinkOutcome::not_ours:
    case LinkOutcome::in_the_way:
        return debug(settings, "left alone '" + result.link.path + "'");
    case LinkOutcome::failed:
        return debug(settings,
                     sentence(system_failure("change the link", result.link.path, result.error_number)));
    }
}

/// Points the commands in `directory` at `mode`, where they can be changed. Not while somebody else changes
/// them: the call must not wait, and the next one can do it as well.
void keep(const Installation& installation, const std::string& directory, Mode mode,
          const Settings& settings) {
    const Outlook outlook = outlook_for_switching(installation, directory);
    for (const LinkResult& result : outlook.refused) {
        debug(settings, result);
    }
    if (!outlook.changeable) {
        return;
    }
    const auto lock = try_to_lock_changes();
    if (!lock) {
        return debug(settings, "left the commands alone: another process is changing them");
    }
    for (const LinkResult& result : switch_links(installation, directory, mode)) {
        debug(settings, result);
    }
}

[[noreturn]] void become(const std::string& command, char** argv) {
    const Settings settings = settings_from_environment();
    const Installation installation = find_installation();
    Decision decision = detect_mode(settings);
    const RealBinary real = real_for(installation, command, decision);
    debug(settings, summary_of(decision));
    if (decision.keep == Keep::yes) {
        keep(installation,
             installation.wrapper.empty() ? directory_of(real.path) : installation.directories.front(),
             decision.mode, settings);
    }
    debug(settings, "running '" + real.path + "' as '" + command + "'");
    exec_real(real, command, argv);
}

int run(int argc, char** argv) {
    const std::string_view argument_zero = argv[0] == nullptr ? "" : argv[0];
    if (const auto command = command_called(argument_zero, executed_path())) {
        become(*command, argv);
    }
    const ToolOutcome outcome = run_own_tool(argc, argv);
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
