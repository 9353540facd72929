// SPDX-License-Identifier: Apache-2.0
// One row of a check: a subject, and whether it is as it should be.
#pragma once

#include <string>
#include <vector>

namespace iptables_wrapper::installer {

struct Finding {
    enum class Verdict { good, bad };
    /// What the row is about.
    enum class Subject { flavour, wrapper, group, command, leftover, system };

    Verdict verdict = Verdict::good;
    Subject subject = Subject::system;
    std::string name;   ///< a path, or the name of a flavour or group
    std::string detail; ///< how it is, without full stop
};

/// Whether all of them are good.
bool all_good(const std::vector<Finding>& findings);

/// The word for a subject: "flavour", "wrapper", …
const char* word_for(Finding::Subject subject);

/// The line for people: "ok   command  '/usr/sbin/iptables': leads to the wrapper".
std::string line_of(const Finding& finding);

} // namespace iptables_wrapper::installer
