// SPDX-License-Identifier: Apache-2.0
#include "installer/report/reporter.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

using Json = nlohmann::ordered_json;

const char* word_for(Task task) {
    switch (task) {
    case Task::install:
        return "install";
    case Task::uninstall:
        return "uninstall";
    case Task::check:
        return "check";
    case Task::help:
    case Task::version:
        break; // print no report
    }
    return "";
}

Json json_of(const CheckRow& row) {
    Json json{{"good", row.verdict == CheckRow::Verdict::good},
              {"subject", word_for(row.subject)},
              {"name", row.name},
              {"detail", row.detail}};
    if (row.runs) {
        json["runs"] = word_for(*row.runs);
    }
    if (row.chosen_by) {
        json["chosen_by"] = word_for(*row.chosen_by);
    }
    return json;
}

Json json_of(const Failure& failure) {
    return {{"intent", failure.intent},
            {"path", failure.path},
            {"reason", failure.reason},
            {"hint", failure.hint}};
}

/// "ok " or "bad", in green or red where that is wanted.
std::string verdict_of(const CheckRow& row, Colour colour) {
    const bool good = row.verdict == CheckRow::Verdict::good;
    const std::string word = good ? "ok " : "bad";
    return colour == Colour::wanted ? (good ? "\x1b[32m" : "\x1b[31m") + word + "\x1b[0m" : word;
}

} // namespace

Reporter::Reporter(const Options& options, Colour colour)
    : form_(options.form), verbosity_(options.verbosity), colour_(colour) {
    report_["task"] = word_for(options.task);
    report_["dry_run"] = options.effect == Effect::dry_run;
    report_["modes"] = Json::array();
    for (const Mode mode : options.modes) {
        report_["modes"].push_back(std::string(name_of(mode)));
    }
    report_["status"] = nullptr;
    report_["warnings"] = Json::array();
    report_["error"] = nullptr;
    report_["not_undone"] = nullptr;
    report_[options.task == Task::check ? "findings" : "actions"] = Json::array();
}

void Reporter::line(const std::string& text) const {
    if (form_ == Form::text) {
        say_line(text, verbosity_);
    }
}

void Reporter::warning(const std::string& text) {
    aside("warning: " + text);
    report_["warnings"].push_back(text);
}

void Reporter::failure(const Failure& failure) {
    error(failure);
    report_["error"] = json_of(failure);
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
        report_["not_undone"] = json_of(*outcome.not_undone);
    } else {
        aside("note: all changes were rolled back");
    }
}

void Reporter::check(const std::vector<CheckRow>& rows, const std::string& summary) {
    for (const std::string& text : table_of(rows, colour_)) {
        line(text);
    }
    line(summary);
    for (const CheckRow& row : rows) {
        report_["findings"].push_back(json_of(row));
    }
    report_["summary"] = summary;
}

void Reporter::end(ExitStatus status) {
    report_["status"] = static_cast<int>(status);
    if (form_ == Form::json) {
        // One line. Bytes that are not UTF-8 are replaced.
        say_line(report_.dump(-1, ' ', false, Json::error_handler_t::replace), verbosity_);
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
        report_["actions"].push_back(words);
    }
}

std::vector<std::string> table_of(const std::vector<CheckRow>& rows, Colour colour) {
    constexpr std::size_t width_of_subject = 10;
    std::vector<std::string> names;
    std::size_t width_of_names = 0;
    for (const CheckRow& row : rows) {
        names.push_back("'" + printable(row.name) + "': ");
        width_of_names = std::max(width_of_names, names.back().size());
    }
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::string subject = word_for(rows[i].subject);
        subject.resize(width_of_subject, ' ');
        names[i].resize(width_of_names, ' ');
        lines.push_back(verdict_of(rows[i], colour) + "  " + subject + names[i] + printable(rows[i].detail));
    }
    return lines;
}

} // namespace iptables_wrapper::installer
