// SPDX-License-Identifier: Apache-2.0
#include "installer/report/reporter.hpp"

#include "installer/report/output.hpp"
#include "installer/report/run_report.hpp"

#include <utility>

namespace iptables_wrapper::installer {

Reporter::Reporter(const Options& options, Colour colour)
    : form_(options.form), verbosity_(options.verbosity), colour_(colour) {
    report_.task = options.task;
    report_.effect = options.effect;
    report_.modes = options.modes;
}

void Reporter::line(const std::string& text) const {
    if (form_ == Form::text) {
        say_line(text, verbosity_);
    }
}

void Reporter::warning(const std::string& text) {
    aside("warning: " + text);
    report_.warnings.push_back(text);
}

void Reporter::failure(const Failure& failure) {
    error(failure);
    report_.failure = failure;
}

void Reporter::preview(const Action& action) {
    const std::string words = action.words.in(Tense::conditional);
    line(words);
    add_action(words);
}

void Reporter::performed(const Action& action) const {
    line(action.words.in(Tense::past));
}

void Reporter::outcome(const Outcome& outcome) {
    for (const Action* action : outcome.standing) {
        add_action(action->words.in(Tense::past));
    }
    for (const Failure& left : outcome.warnings) {
        warning(sentence(left) + "; left where it is");
    }
    if (!outcome.failure) {
        return;
    }
    failure(*outcome.failure);
    if (outcome.not_undone) {
        error(*outcome.not_undone);
        aside("hint: not everything was rolled back, but every command works; run the installer again to "
              "finish");
        report_.not_undone = outcome.not_undone;
    } else {
        aside("note: all changes were rolled back");
    }
}

void Reporter::findings(std::vector<Finding> findings, std::string summary) {
    for (const std::string& row : table_of(findings, colour_)) {
        line(row);
    }
    line(summary);
    report_.findings = std::move(findings);
    report_.summary = std::move(summary);
}

void Reporter::end(ExitStatus status) {
    report_.status = status;
    if (form_ == Form::json) {
        say_line(json_of(report_), verbosity_);
    }
}

/// With --quiet there is no JSON either, and stderr says what went wrong.
bool Reporter::is_told_in_json() const {
    return form_ == Form::json && verbosity_ == Verbosity::normal;
}

void Reporter::aside(const std::string& text) const {
    if (!is_told_in_json()) {
        remark(text);
    }
}

void Reporter::error(const Failure& failure) const {
    if (!is_told_in_json()) {
        complain(failure);
    }
}

/// Actions that users need not know of have no words.
void Reporter::add_action(const std::string& words) {
    if (!words.empty()) {
        report_.actions.push_back(words);
    }
}

} // namespace iptables_wrapper::installer
