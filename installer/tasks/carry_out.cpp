// SPDX-License-Identifier: Apache-2.0
#include "installer/tasks/carry_out.hpp"

#include "common/change_lock.hpp"
#include "installer/apply/apply.hpp"
#include "installer/plan/plan.hpp"
#include "installer/report/reporter.hpp"
#include "installer/survey/check_rows.hpp"
#include "installer/survey/survey.hpp"
#include "installer/survey/wrapper_file.hpp"
#include "installer/system/failure.hpp"
#include "installer/system/process.hpp"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

namespace iptables_wrapper::installer {

namespace {

/// Throws Failure if this process is not root's. Without root, a run would fail half way, so say so first. A
/// preview works, and gets a warning.
void require_root(const Options& options, Reporter& reporter) {
    if (::geteuid() == 0) {
        return;
    }
    const std::string reason = "not root (uid " + std::to_string(::geteuid()) + ")";
    switch (options.effect) {
    case Effect::real:
        throw Failure("change the commands", "", reason,
                      "run it as root: in a Dockerfile before USER, on a host with sudo");
    case Effect::dry_run:
        reporter.warning(reason + ": without --dry-run this would fail");
        return;
    }
}

/// Enters the root directory that `options` ask for, if any, once it is known that what lies beside the
/// installer outside may be installed. Throws Failure or Refusal.
void change_root(const Options& options) {
    if (options.root.empty()) {
        return;
    }
    if (options.task == Task::install) {
        require_own_neighbour(installer_file(), "");
    }
    enter_root(options.root);
}

/// Waits for the lock that keeps others from changing the commands, and returns it. Throws Failure if someone
/// else holds it too long. A system without such locks gets a warning, and the result is empty.
FileDescriptor lock_out_others(Reporter& reporter) {
    constexpr unsigned patience = 60'000; // milliseconds: a good deal longer than an installation takes
    std::optional<FileDescriptor> lock = lock_changes(patience);
    if (!lock) {
        throw Failure("change the commands", "", std::string{held_too_long(patience)},
                      std::string{remedy_for_held_lock});
    }
    if (!*lock) {
        reporter.warning("cannot lock '/': " + reason_of(errno) +
                         "; make sure that nothing else changes the commands meanwhile");
    }
    return *std::move(lock);
}

void tell_warnings(const Survey& survey, Reporter& reporter) {
    for (const std::string& warning : survey.warnings) {
        reporter.warning(warning);
    }
    for (const fs::path& path : survey.shadows) {
        reporter.warning(in_quotes(path.native()) + " comes before " +
                         in_quotes(survey.site.directory.native()) +
                         " in PATH: calls by name do not reach the wrapper");
    }
    for (const fs::path& path : survey.bypasses) {
        reporter.warning(in_quotes(path.native()) + " does not lead through " +
                         in_quotes(survey.site.directory.native()) + ", and may run another mode");
    }
}

/// Installs or uninstalls, or with --dry-run says what would be done. Returns failed if an action failed; the
/// actions before it are undone then, unless the report says otherwise. Throws Failure or Refusal for an
/// obstacle that is found before anything has changed.
ExitStatus change_commands(const Options& options, Reporter& reporter) {
    require_root(options, reporter);
    change_root(options);
    const FileDescriptor lock = options.effect == Effect::real ? lock_out_others(reporter) : FileDescriptor{};
    const Survey survey = take_survey(options);
    tell_warnings(survey, reporter);
    const Plan plan = options.task == Task::install ? plan_installation(survey) : plan_removal(survey);
    if (options.effect == Effect::dry_run) {
        for (const Action& action : plan) {
            reporter.preview(action);
        }
        return ExitStatus::done;
    }
    const Outcome outcome = apply_plan(plan, [&](const Action& action) { reporter.performed(action); });
    reporter.outcome(outcome);
    if (outcome.failure) {
        return ExitStatus::failed;
    }
    if (!survey.modes.empty() && is_read_by_people()) {
        reporter.line(prospect(survey.modes));
    }
    return ExitStatus::done;
}

bool is_for_other_machine(const Fitness& fitness) {
    return fitness.trouble && fitness.trouble->error_number == ENOEXEC;
}

/// --check: examines the installation, changes nothing, and reports what is as it should be and what is not.
/// Returns done if everything is, else refused. Whatever prevents the examination is a row, too.
ExitStatus check_installation(const Options& options, Reporter& reporter) {
    std::vector<CheckRow> rows;
    std::vector<Fitness> modes;
    try {
        change_root(options);
        const Survey survey = take_survey(options);
        for (const std::string& warning : survey.warnings) {
            reporter.warning(warning);
        }
        if (std::ranges::any_of(survey.modes, is_for_other_machine)) {
            reporter.warning(
                "this iptables is for another architecture than the installer: neither its version "
                "nor the wrapper can be judged; take the installer for its platform");
        }
        rows = check_rows_of(survey);
        modes = survey.modes;
    } catch (const Failure& failure) {
        rows = {check_row_of(failure)};
    }
    reporter.check(rows, summary_of(rows, modes));
    const auto is_good = [](const CheckRow& row) { return row.verdict == CheckRow::Verdict::good; };
    return std::ranges::all_of(rows, is_good) ? ExitStatus::done : ExitStatus::refused;
}

} // namespace

ExitStatus carry_out(const Options& options, Colour colour) {
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
        break;
    }
    Reporter reporter(options, colour);
    ExitStatus status = ExitStatus::failed;
    try {
        status = options.task == Task::check ? check_installation(options, reporter)
                                             : change_commands(options, reporter);
    } catch (const Refusal& refusal) {
        reporter.failure(refusal);
        status = ExitStatus::refused;
    } catch (const Failure& failure) {
        reporter.failure(failure);
    }
    reporter.end(status);
    return status;
}

} // namespace iptables_wrapper::installer
