// SPDX-License-Identifier: Apache-2.0
// Whether an installation is as it should be.
#pragma once

#include "installer/survey/survey.hpp"

#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// One row of a check.
struct Finding {
    enum class Verdict { good, bad };
    /// What the row is about.
    enum class Subject { flavour, wrapper, group, command, leftover, system };

    Verdict verdict = Verdict::good;
    Subject subject = Subject::system;
    std::string name;   ///< a path, or the name of a flavour or group
    std::string detail; ///< how it is, without full stop
};

/// The rows for `survey`, which was taken for a check: each flavour, the wrapper's file, each link group,
/// each command, each leftover. A command that was switched is as good as one that leads to the wrapper.
std::vector<Finding> findings_of(const Survey& survey);

/// The row for what kept the survey from being taken.
Finding finding_of(const Failure& failure);

/// Whether all of them are good.
bool all_good(const std::vector<Finding>& findings);

/// The word for a subject: "flavour", "wrapper", …
const char* word_for(Finding::Subject subject);

/// The line for people: "ok   command  '/usr/sbin/iptables': leads to the wrapper".
std::string line_of(const Finding& finding);

} // namespace iptables_wrapper::installer
