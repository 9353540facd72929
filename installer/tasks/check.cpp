// SPDX-License-Identifier: Apache-2.0
#include "installer/tasks/check.hpp"

#include "installer/survey/findings.hpp"
#include "installer/survey/survey.hpp"
#include "installer/tasks/preconditions.hpp"

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

} // namespace

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

} // namespace iptables_wrapper::installer
