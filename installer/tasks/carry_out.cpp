// SPDX-License-Identifier: Apache-2.0
#include "installer/tasks/carry_out.hpp"

#include "installer/command_line/options.hpp"
#include "installer/report/output.hpp"
#include "installer/report/reporter.hpp"
#include "installer/survey/findings.hpp"
#include "installer/survey/survey.hpp"
#include "installer/system/failure.hpp"
#include "installer/tasks/change.hpp"

#include <algorithm>
#include <cerrno>
#include <string>
#include <utility>
#include <vector>

namespace iptables_wrapper::installer {

namespace {

bool is_for_other_machine(const Fitness& fitness) {
    return fitness.trouble && fitness.trouble->error_number == ENOEXEC;
}

/// --check: examines the installation, changes nothing, and reports what is as it should be and what is not.
/// Returns done if everything is, else refused. Whatever prevents the examination is a finding, too.
ExitStatus check_installation(const Options& options, Reporter& reporter) {
    std::vector<Finding> findings;
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

ExitStatus carry_out_task(const Options& options, Reporter& reporter) {
    switch (options.task) {
    case Task::install:
    case Task::uninstall:
        return change_commands(options, reporter);
    case Task::check:
        return check_installation(options, reporter);
    case Task::help:
    case Task::version:
        break; // change nothing and report nothing
    }
    return ExitStatus::done;
}

ExitStatus carry_out_and_report(const Options& options, Colour colour) {
    Reporter reporter(options, colour);
    ExitStatus status = ExitStatus::failed;
    try {
        status = carry_out_task(options, reporter);
    } catch (const Refusal& refusal) {
        reporter.failure(refusal);
        status = ExitStatus::refused;
    } catch (const Failure& failure) {
        reporter.failure(failure);
    }
    reporter.end(status);
    return status;
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
        return carry_out_and_report(options, colour);
    }
    return ExitStatus::failed;
}

} // namespace iptables_wrapper::installer
