// SPDX-License-Identifier: Apache-2.0
// Reporting a run, while it goes on and at its end.
#pragma once

#include "installer/apply/apply.hpp"
#include "installer/command_line/options.hpp"
#include "installer/commands/check_row.hpp"
#include "installer/report/output.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// Collects the report of one run and prints it: for people, as lines on stdout and stderr while things
/// happen; for programs, as one JSON object at the end, which says all of it. Nothing is said twice.
class Reporter {
public:
    /// Reports the run that `options` ask for, in their form and verbosity. `colour` is for the rows of a
    /// check.
    Reporter(const Options& options, Colour colour);

    /// A line that only people get.
    void line(const std::string& text) const;
    /// A sentence without full stop.
    void warning(const std::string& text);
    /// Why the run stops before its end.
    void failure(const Failure& failure);

    /// An action that would be performed, in a preview.
    void preview(const Action& action);
    /// An action that has just been performed. Whether it stands is known only at the end, when the report
    /// lists it.
    void performed(const Action& action) const;
    /// How it ended: what stands, what failed, what was rolled back.
    void outcome(const Outcome& outcome);

    /// What a check has found, and its summary.
    void check(const std::vector<CheckRow>& rows, const std::string& summary);

    /// How the run ended. To be called once, last.
    void end(ExitStatus status);

private:
    [[nodiscard]] bool is_told_in_json() const;
    void aside(const std::string& text) const;
    void error(const Failure& failure) const;
    void add_action(const std::string& words);

    Form form_;
    Verbosity verbosity_;
    Colour colour_;
    /// packaging/check.schema.json defines its form, which is stable: keys are added, never changed or
    /// removed.
    nlohmann::ordered_json report_;
};

/// The rows of a check for people, one line each: "ok   command   '/usr/sbin/iptables':  leads to the
/// wrapper".
std::vector<std::string> table_of(const std::vector<CheckRow>& rows, Colour colour);

} // namespace iptables_wrapper::installer
