// SPDX-License-Identifier: Apache-2.0
#include "installer/tasks/change.hpp"

#include "common/change_lock.hpp"
#include "installer/apply/apply.hpp"
#include "installer/plan/plan.hpp"
#include "installer/report/output.hpp"
#include "installer/survey/findings.hpp"
#include "installer/survey/survey.hpp"
#include "installer/survey/wrapper_file.hpp"
#include "installer/system/failure.hpp"
#include "installer/system/process.hpp"

#include <cerrno>
#include <optional>
#include <string>
#include <utility>

#include <unistd.h>

namespace iptables_wrapper::installer {

namespace {

/// A good deal longer than an installation takes.
constexpr unsigned patience_with_others = 60'000; // milliseconds

} // namespace

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

void change_root(const Options& options) {
    if (options.root.empty()) {
        return;
    }
    switch (options.task) {
    case Task::install:
        require_own_neighbour(installer_file(), "");
        break;
    case Task::uninstall:
    case Task::check:
    case Task::help:
    case Task::version:
        break;
    }
    enter_root(options.root);
}

FileDescriptor lock_out_others(Reporter& reporter) {
    std::optional<FileDescriptor> lock = lock_changes(patience_with_others);
    if (!lock) {
        throw Failure("change the commands", "", std::string{held_too_long(patience_with_others)},
                      std::string{remedy_for_held_lock});
    }
    if (!*lock) {
        reporter.warning("cannot lock '/': " + reason_of(errno) +
                         "; make sure that nothing else changes the commands meanwhile");
    }
    return *std::move(lock);
}

namespace {

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

Plan plan_for(Task task, const Survey& survey) {
    switch (task) {
    case Task::install:
        return plan_installation(survey);
    case Task::uninstall:
        return plan_removal(survey);
    case Task::check:
    case Task::help:
    case Task::version:
        break; // change nothing
    }
    return {};
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

} // namespace

ExitStatus change_commands(const Options& options, Reporter& reporter) {
    require_root(options, reporter);
    change_root(options);
    const FileDescriptor lock = options.effect == Effect::real ? lock_out_others(reporter) : FileDescriptor{};
    const Survey survey = take_survey(options);
    tell_warnings(survey, reporter);
    const Plan plan = plan_for(options.task, survey);
    switch (options.effect) {
    case Effect::dry_run:
        preview(plan, reporter);
        return ExitStatus::done;
    case Effect::real:
        break;
    }
    const ExitStatus status = apply(plan, reporter);
    if (status == ExitStatus::done && !survey.modes.empty() && is_read_by_people()) {
        reporter.line(prospect(survey.modes));
    }
    return status;
}

} // namespace iptables_wrapper::installer
