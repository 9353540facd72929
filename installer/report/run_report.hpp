// SPDX-License-Identifier: Apache-2.0
// The report of a run, as data.
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/commands/finding.hpp"
#include "installer/system/failure.hpp"

#include <optional>
#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// Everything there is to tell about a run.
struct RunReport {
    Task task = Task::install; ///< install, uninstall or check
    Effect effect = Effect::real;
    std::vector<Mode> modes; ///< that iptables must have
    ExitStatus status = ExitStatus::done;
    std::vector<std::string> actions; ///< the lines of what was done and stands, one each
    std::vector<Finding> findings;    ///< of a check
    std::string summary;              ///< of the findings
    std::vector<std::string> warnings;
    std::optional<Failure> failure;    ///< why it stopped before its end
    std::optional<Failure> not_undone; ///< why what it had done could not be undone
};

// The report of a run, for programs. packaging/check.schema.json defines its form, which is stable: keys are
// added, never changed or removed.

/// One object on one line, without line feed. Bytes that are not UTF-8 are replaced.
std::string json_of(const RunReport& report);

} // namespace iptables_wrapper::installer
