// SPDX-License-Identifier: Apache-2.0
#include "installer/report/run_report.hpp"

#include <nlohmann/json.hpp>

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

Json json_of(const Finding& finding) {
    Json json{{"good", finding.verdict == Finding::Verdict::good},
              {"subject", word_for(finding.subject)},
              {"name", finding.name},
              {"detail", finding.detail}};
    if (finding.runs) {
        json["runs"] = word_for(*finding.runs);
    }
    if (finding.chosen_by) {
        json["chosen_by"] = word_for(*finding.chosen_by);
    }
    return json;
}

Json json_of(const std::optional<Failure>& failure) {
    if (!failure) {
        return {};
    }
    return {{"intent", failure->intent},
            {"path", failure->path},
            {"reason", failure->reason},
            {"hint", failure->hint}};
}

} // namespace

std::string json_of(const RunReport& report) {
    Json json;
    json["task"] = word_for(report.task);
    json["dry_run"] = report.effect == Effect::dry_run;
    json["modes"] = Json::array();
    for (const Mode mode : report.modes) {
        json["modes"].push_back(std::string(name_of(mode)));
    }
    json["status"] = static_cast<int>(report.status);
    json["warnings"] = report.warnings;
    json["error"] = json_of(report.failure);
    json["not_undone"] = json_of(report.not_undone);
    if (report.task == Task::check) {
        json["findings"] = Json::array();
        for (const Finding& finding : report.findings) {
            json["findings"].push_back(json_of(finding));
        }
        json["summary"] = report.summary;
    } else {
        json["actions"] = report.actions;
    }
    constexpr int on_one_line = -1;
    return json.dump(on_one_line, ' ', false, Json::error_handler_t::replace);
}

} // namespace iptables_wrapper::installer
