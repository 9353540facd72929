// SPDX-License-Identifier: Apache-2.0
#include "wrapper/decision/words.hpp"
#include "wrapper/report/detect_report.hpp"
#include "wrapper/report/json_writer.hpp"

namespace iptables_wrapper::wrapper {

namespace {

constexpr std::string_view schema_version = "3";

std::string_view name_of(Rung rung) {
    switch (rung) {
    case Rung::setting:
        return "setting";
    case Rung::kubelet:
        return "kubelet";
    case Rung::stale_hint:
        return "stale-hint";
    case Rung::owner:
        return "owner";
    case Rung::moved:
        return "moved";
    case Rung::ability:
        return "ability";
    case Rung::policy:
        return "policy";
    case Rung::native:
        return "native-firewall";
    case Rung::rules:
        return "rules";
    case Rung::traces:
        return "traces";
    case Rung::nothing:
        return "nothing";
    }
    __builtin_unreachable();
}

std::string_view name_of(ProbeStatus status) {
    switch (status) {
    case ProbeStatus::probed:
        return "probed";
    case ProbeStatus::hints_only:
        return "hints-only";
    case ProbeStatus::absent:
        return "absent";
    case ProbeStatus::no_socket:
        return "no-socket";
    case ProbeStatus::blind:
        return "blind";
    case ProbeStatus::not_probed:
        return "not-probed";
    }
    __builtin_unreachable();
}

std::string_view name_of(Ability ability) {
    switch (ability) {
    case Ability::able:
        return "yes";
    case Ability::incomplete:
    case Ability::absent:
        return "no";
    case Ability::unknown:
        return "unknown";
    }
    __builtin_unreachable();
}

void write_text(JsonWriter& json, const char* key, std::string_view text) {
    json.key(key);
    json.text(text);
}

void write_boolean(JsonWriter& json, const char* key, bool value) {
    json.key(key);
    json.boolean(value);
}

template <typename Texts>
void write_list(JsonWriter& json, std::string_view key, const Texts& texts) {
    json.key(key);
    json.begin_list();
    for (const std::string_view text : texts) {
        json.text(text);
    }
    json.end_list();
}

void write_finding(JsonWriter& json, const Finding& finding) {
    const Mark& mark = marks.at(finding.mark);
    json.begin_object();
    write_text(json, "who", mark.owner);
    write_text(json, "backend", name_of(finding.mode));
    write_text(json, "family", mark.families == Families::inet ? "inet" : name_of(finding.family));
    write_text(json, "table", mark.table);
    json.key("chain");
    json.text_or_null(mark.chain);
    json.end_object();
}

void write_family(JsonWriter& json, const FamilyEvidence& family) {
    const bool failed = family.status != ProbeStatus::probed && family.status != ProbeStatus::not_probed;
    json.begin_object();
    write_text(json, "status", name_of(family.status));
    json.key("reason");
    json.text_or_null(failed ? failure_words(family) : Phrase{});
    json.key("marks");
    json.begin_list();
    family.marks.for_each([&](const Mark& mark) { json.text(mark.name()); });
    json.end_list();
    write_boolean(json, "tables", family.tables);
    write_boolean(json, "rules", family.rules);
    write_boolean(json, "policies", family.policies);
    json.end_object();
}

void write_backend(JsonWriter& json, const Evidence& evidence, Mode mode) {
    const Ability ability = mode == Mode::nft ? ability_of_nft(evidence) : ability_of_legacy(evidence);
    json.key(name_of(mode));
    json.begin_object();
    write_text(json, "able", name_of(ability));
    for (const Family family : all_families) {
        json.key(name_of(family));
        write_family(json, evidence.of(mode).of(family));
    }
    json.end_object();
}

void write_commands(JsonWriter& json, const CommandsNow& commands) {
    json.key("commands");
    json.begin_object();
    for (const CommandNow& command : commands) {
        json.key(command.command);
        json.text(name_of(command.leads_to));
    }
    json.end_object();
}

} // namespace

void write_json_report(Output& output, const DetectReport& report) {
    const Decision& decision = report.call.decision;
    const auto reason = not_permanent_because(report);
    JsonWriter json{output};
    json.begin_object();
    json.key("schema");
    json.number(schema_version);
    write_text(json, "mode", name_of(report.program ? report.program->mode : decision.mode));
    write_text(json, "rung", name_of(decision.rung));
    write_text(json, "evidence", evidence_words(report.call));
    json.key("mark");
    decision.finding ? write_finding(json, *decision.finding) : json.null();
    write_boolean(json, "mixed", is_mixed(report.evidence));
    write_boolean(json, "guess", decision.guess);
    write_boolean(json, "permanent", reason.empty());
    json.key("not_permanent_because");
    json.text_or_null(reason);
    json.key("program");
    json.text_or_null(report.program ? report.program->real.path() : Path{});
    write_commands(json, report.commands);
    json.key("owners");
    json.begin_object();
    for (const Mode mode : all_modes) {
        write_list(json, name_of(mode), owners_in(report.evidence, mode));
    }
    json.end_object();
    for (const Mode mode : all_modes) {
        write_backend(json, report.evidence, mode);
    }
    write_list(json, "warnings", warnings_of(report));
    json.end_object();
    output.append("\n");
}

} // namespace iptables_wrapper::wrapper
