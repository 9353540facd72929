// SPDX-License-Identifier: Apache-2.0
#include "common/failure.hpp"
#include "wrapper/decision/ability.hpp"
#include "wrapper/report/detect_report.hpp"
#include "wrapper/report/words.hpp"

namespace iptables_wrapper::wrapper {

namespace {

constexpr std::string_view schema_version = "2";

std::string_view name_of(Rung rung) {
    switch (rung) {
    case Rung::setting:
        return "setting";
    case Rung::kubelet:
        return "kubelet";
    case Rung::owner:
        return "owner";
    case Rung::kube_proxy:
        return "kube-proxy";
    case Rung::ability:
        return "ability";
    case Rung::occupied:
        return "occupied";
    case Rung::nothing:
        return "nothing";
    }
    __builtin_unreachable();
}

std::string_view name_of(ProbeStatus status) {
    switch (status) {
    case ProbeStatus::probed:
        return "probed";
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

/// A JSON string (RFC 8259). Control characters are shown as \xNN first, so that quotes and backslashes are
/// all that is left to escape; bytes above 0x7f can only come from paths and pass as they are.
std::string quoted(std::string_view text) {
    std::string json{"\""};
    for (const char character : printable(text)) {
        if (character == '"' || character == '\\') {
            json.append(1, '\\');
        }
        json.append(1, character);
    }
    return json.append("\"");
}

std::string quoted_or_null(std::string_view text) {
    return text.empty() ? "null" : quoted(text);
}

std::string_view json_of(bool value) {
    return value ? "true" : "false";
}

template <typename Texts>
std::string list_of(const Texts& texts) {
    std::string json{"["};
    for (const auto& text : texts) {
        json.append(json.size() > 1 ? "," : "").append(quoted(text));
    }
    return json.append("]");
}

std::string json_of(const std::optional<Finding>& finding) {
    if (!finding) {
        return "null";
    }
    const Mark& mark = marks.at(finding->mark);
    std::string json{"{\"who\":"};
    json.append(quoted(mark.owner)).append(",\"backend\":").append(quoted(name_of(finding->mode)));
    json.append(",\"family\":").append(quoted(name_of(finding->family)));
    json.append(",\"table\":").append(quoted(mark.table));
    return json.append(",\"chain\":").append(quoted_or_null(mark.chain)).append("}");
}

std::string json_of(const FamilyEvidence& family) {
    const bool failed = family.status != ProbeStatus::probed && family.status != ProbeStatus::not_probed;
    std::vector<std::string_view> names;
    for (std::size_t index = 0; index < marks.size(); ++index) {
        if (family.marks.has(index)) {
            names.push_back(marks.at(index).chain.empty() ? marks.at(index).table : marks.at(index).chain);
        }
    }
    std::string json{"{\"status\":"};
    json.append(quoted(name_of(family.status))).append(",\"reason\":");
    json.append(failed ? quoted(failure_words(family)) : "null").append(",\"marks\":").append(list_of(names));
    return json.append(",\"occupied\":").append(json_of(family.occupied)).append("}");
}

std::string json_of(const Evidence& evidence, Mode mode) {
    const Ability ability = mode == Mode::nft ? ability_of_nft(evidence) : ability_of_legacy(evidence);
    std::string json{"{\"able\":"};
    json.append(quoted(name_of(ability))).append(",\"ip\":").append(json_of(evidence.of(mode).ipv4));
    return json.append(",\"ip6\":").append(json_of(evidence.of(mode).ipv6)).append("}");
}

std::string json_of(const CommandsNow& commands) {
    std::string json{"{"};
    for (const CommandNow& command : commands) {
        json.append(json.size() > 1 ? "," : "").append(quoted(command.command)).append(":");
        json.append(quoted(name_of(command.leads_to)));
    }
    return json.append("}");
}

} // namespace

std::string json_report(const DetectReport& report) {
    const auto& [evidence, decision] = report.detection;
    const std::string reason = not_permanent_because(report);
    std::string json{"{\"schema\":"};
    json.append(schema_version).append(",\"mode\":").append(quoted(name_of(decision.mode)));
    json.append(",\"rung\":").append(quoted(name_of(decision.rung)));
    json.append(",\"evidence\":").append(quoted(evidence_words(decision, evidence)));
    json.append(",\"mark\":").append(json_of(decision.finding));
    json.append(",\"mixed\":").append(json_of(is_mixed(evidence)));
    json.append(",\"guess\":").append(json_of(is_guess(decision, evidence)));
    json.append(",\"permanent\":").append(json_of(reason.empty()));
    json.append(",\"not_permanent_because\":").append(quoted_or_null(reason));
    json.append(",\"program\":")
        .append(quoted_or_null(report.program ? report.program->path : std::string{}));
    json.append(",\"commands\":").append(json_of(report.commands));
    json.append(R"(,"owners":{"nft":)").append(list_of(owners_in(evidence, Mode::nft)));
    json.append(",\"legacy\":").append(list_of(owners_in(evidence, Mode::legacy)));
    json.append("},\"nft\":").append(json_of(evidence, Mode::nft));
    json.append(",\"legacy\":").append(json_of(evidence, Mode::legacy));
    return json.append(",\"warnings\":").append(list_of(warnings_of(report))).append("}\n");
}

} // namespace iptables_wrapper::wrapper
