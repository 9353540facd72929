// SPDX-License-Identifier: Apache-2.0
// What came of a run, for machines. The form is laid down in packaging/check.schema.json and stable: keys are
// added, never changed or removed.
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/commands/finding.hpp"
#include "installer/system/failure.hpp"

#include <optional>
#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// What there is to tell about a run.
struct Account {
    Task task = Task::install; ///< install, uninstall or check
    Effect effect = Effect::real;
    int status = 0;                   ///< the exit status
    std::vector<std::string> actions; ///< the lines of what was done and stands, one each
    std::vector<Finding> findings;    ///< of a check
    std::string summary;              ///< of the findings
    std::vector<std::string> warnings;
    std::optional<Failure> failure;    ///< why it did not come to its end
    std::optional<Failure> not_undone; ///< why what it had done could not be undone
};

/// One object on one line, without line feed. Bytes that are no UTF-8 are replaced.
std::string json_of(const Account& account);

} // namespace iptables_wrapper::installer
