// SPDX-License-Identifier: Apache-2.0
#include "common/change_lock.hpp"
#include "installer/apply/apply.hpp"
#include "installer/command_line/options.hpp"
#include "installer/commands/finding.hpp"
#include "installer/plan/plan.hpp"
#include "installer/report/output.hpp"
#include "installer/report/reporter.hpp"
#include "installer/survey/findings.hpp"
#include "installer/survey/refusal.hpp"
#include "installer/survey/survey.hpp"
#include "installer/survey/wrapper_source.hpp"
#include "installer/system/process.hpp"
#include "installer/system/root_directory.hpp"

#include <cerrno>
#include <cstdlib>
#include <new>
#include <optional>

#include <unistd.h>

namespace iptables_wrapper::installer {
namespace {

/// A good deal longer than an installation takes.
constexpr unsigned patience_with_others = 60'000; // milliseconds

/// What takes root fails without in the midst of it: better say so at first. A preview can be had.
void require_root(const Options& options, Reporter& reporter) {
    if (::geteuid() == 0) {
        return;
    }
    const std::string reason = "not root (uid " + std::to_string(::geteuid()) + ")";
    switch (options.effect) {
    case Effect::real:
        throw Failure("change the commands", "", reason, "run it as root, for example with sudo");
    case Effect::dry_run:
        reporter.warning(reason + ": without --dry-run this would fail");
        return;
    }
}

/// Goes into the root directory that was asked for, if any, and returns the wrapper to be installed there:
/// files that the command line names, or that lie beside the installer, are to be found outside only.
std::optional<NewWrapper> change_root(const Options& options) {
    if (options.root.empty()) {
        return std::nullopt;
    }
    NewWrapper wrapper;
    if (options.task != Task::uninstall) {
        wrapper = wrapper_to_install(options, installer_file(), "");
    }
    enter_root(options.root);
    return wrapper;
}

ExitStatus check(const Options& options, Reporter& reporter) {
    std::vector<Finding> findings;
    std::vector<Fitness> modes;
    try {
        const std::optional<NewWrapper> wrapper = change_root(options);
        const Survey survey = take_survey(options, wrapper);
        for (const std::string& warning : survey.warnings) {
            reporter.warning(warning);
        }
        findings = findings_of(survey);
        modes = survey.modes;
    } catch (const Failure& failure) {
        findings = {finding_of(failure)};
    }
    const ExitStatus status = all_good(findings) ? ExitStatus::done : ExitStatus::refused;
    std::string summary = summary_of(findings, modes);
    reporter.findings(std::move(findings), std::move(summary));
    return status;
}

/// The lock that keeps others from changing the commands meanwhile; a system without such locks is worth a
/// warning.
FileDescriptor lock_out_others(Reporter& reporter) {
    std::optional<FileDescriptor> lock = lock_changes(patience_with_others);
    if (!lock) {
        throw Failure("change the commands", "", std::string{held_too_long(patience_with_others)},
                      std::string{remedy_for_held_lock});
    }
    if (!*lock) {
        reporter.warning("cannot lock '/': " + reason_of(errno) +
                         "; make sure that nobody else changes the commands now");
    }
    return *std::move(lock);
}

void preview(const Plan& plan, Reporter& reporter) {
    for (const Action& action : plan) {
        reporter.preview(action);
    }
}

ExitStatus apply(const Plan& plan, Reporter& reporter) {
    const Outcome outcome = apply_plan(plan, [&](const Action& action) { reporter.performed(action); });
    reporter.outcome(outcome);
    return outcome.failure ? ExitStatus::failed : ExitStatus::done;
}

ExitStatus change(const Options& options, Reporter& reporter) {
    require_root(options, reporter);
    const std::optional<NewWrapper> wrapper = change_root(options);
    const FileDescriptor lock = options.effect == Effect::real ? lock_out_others(reporter) : FileDescriptor{};
    const Survey survey = take_survey(options, wrapper);
    for (const std::string& warning : survey.warnings) {
        reporter.warning(warning);
    }
    for (const fs::path& path : survey.shadows) {
        reporter.warning(in_quotes(path.native()) + " comes before " +
                         in_quotes(survey.site.directory.native()) +
                         " in PATH: calls by name do not reach the wrapper");
    }
    const Plan plan = options.task == Task::uninstall ? plan_removal(survey) : plan_installation(survey);
    switch (options.effect) {
    case Effect::dry_run:
        preview(plan, reporter);
        return ExitStatus::done;
    case Effect::real:
        break;
    }
    const ExitStatus status = apply(plan, reporter);
    if (status == ExitStatus::done && options.task == Task::install && is_read_by_people()) {
        reporter.line(prospect(survey.modes));
    }
    return status;
}

ExitStatus carry_out(const Options& options, Colour colour) {
    Reporter reporter(options, colour);
    ExitStatus status = ExitStatus::failed;
    try {
        status = options.task == Task::check ? check(options, reporter) : change(options, reporter);
    } catch (const Refusal& refusal) {
        reporter.failure(refusal);
        status = ExitStatus::refused;
    } catch (const Failure& failure) {
        reporter.failure(failure);
    }
    reporter.end(status);
    return status;
}

ExitStatus run(int count, const char* const* arguments) {
    const Options options = parse_options(count, arguments, std::getenv("DPKG_ROOT"));
    switch (options.task) {
    case Task::help:
        say(usage_text);
        return ExitStatus::done;
    case Task::version:
        say(std::string(installer_name) + " " + IPTABLES_WRAPPER_VERSION + "\n");
        return ExitStatus::done;
    case Task::install:
    case Task::uninstall:
    case Task::check:
        return carry_out(options, colour_of_stdout(std::getenv("NO_COLOR"), std::getenv("TERM")));
    }
    return ExitStatus::failed;
}

} // namespace
} // namespace iptables_wrapper::installer

int main(int count, char** arguments) {
    using namespace iptables_wrapper;
    using namespace iptables_wrapper::installer;
    prepare_process();
    try {
        return static_cast<int>(run(count, arguments));
    } catch (const UsageError& error) {
        remark("error: " + error.sentence + "; try 'iptables-wrapper-installer --help'");
        return static_cast<int>(ExitStatus::usage);
    } catch (const std::bad_alloc&) {
        complain(out_of_memory());
    } catch (const std::exception& error) {
        complain(Failure("continue", "", error.what()));
    }
    return static_cast<int>(ExitStatus::failed);
}
