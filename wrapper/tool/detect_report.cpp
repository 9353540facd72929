// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/detect_report.hpp"

namespace iptables_wrapper {

namespace {

std::string_view name_of(Ground ground) {
    switch (ground) {
    case Ground::setting:
        return "setting";
    case Ground::hint:
        return "hint";
    case Ground::no_hint:
        return "no-hint";
    case Ground::only_runnable:
        return "only-runnable";
    case Ground::only_installed:
        return "only-installed";
    }
    __builtin_unreachable();
}

std::string_view name_of(Look look) {
    switch (look) {
    case Look::done:
        return "done";
    case Look::not_in_kernel:
        return "not-in-kernel";
    case Look::no_socket:
        return "no-socket";
    case Look::blind:
        return "blind";
    }
    __builtin_unreachable();
}

std::string words_for(const Decision& decision) {
    switch (decision.ground) {
    case Ground::setting:
        return "IPTABLES_WRAPPER_MODE says so";
    case Ground::hint: {
        const Hint hint = decision.hint.value_or(Hint{});
        std::string words = "chain ";
        words.append(name_of(hint.chain)).append(" in table ").append(hint_table);
        return words.append(", family ").append(name_of(hint.family));
    }
    case Ground::no_hint:
        return "no hint found";
    case Ground::only_runnable:
        return "no hint found, and this kernel cannot run nft";
    case Ground::only_installed:
        return "no hint found, and the other flavour is not installed";
    }
    __builtin_unreachable();
}

std::string text_of(const FamilyProbe& probe) {
    if (probe.look != Look::done) {
        return std::string{name_of(probe.look)}.append(" (").append(probe.reason).append(")");
    }
    if (!probe.chains.hint && !probe.chains.canary) {
        return "no hint";
    }
    std::string text;
    if (probe.chains.hint) {
        text.append(name_of(HintChain::hint));
    }
    if (probe.chains.canary) {
        text.append(text.empty() ? "" : ", ").append(name_of(HintChain::canary));
    }
    return text;
}

std::string text_of(std::string_view backend, const Probe& probe) {
    std::string lines;
    for (const Family family : all_families) {
        lines.append(backend).append(" ").append(name_of(family)).append(": ");
        lines.append(text_of(family == Family::ipv4 ? probe.ipv4 : probe.ipv6)).append("\n");
    }
    return lines;
}

// Every text in the JSON is one of ours or the C library's plain words for an errno: nothing needs escaping.
std::string quoted(std::string_view text) {
    return std::string{"\""}.append(text).append("\"");
}

std::string json_of(const FamilyProbe& probe) {
    std::string json = "{\"look\":" + quoted(name_of(probe.look)) + ",\"chains\":[";
    if (probe.chains.hint) {
        json.append(quoted(name_of(HintChain::hint)));
    }
    if (probe.chains.canary) {
        json.append(probe.chains.hint ? "," : "").append(quoted(name_of(HintChain::canary)));
    }
    return json.append("],\"reason\":")
        .append(probe.reason.empty() ? "null" : quoted(probe.reason))
        .append("}");
}

std::string json_of(const Probe& probe) {
    return "{\"ip\":" + json_of(probe.ipv4) + ",\"ip6\":" + json_of(probe.ipv6) + "}";
}

std::string json_of(const Decision& decision) {
    if (!decision.hint) {
        return "null";
    }
    return "{\"backend\":" + quoted(name_of(decision.mode)) +
           ",\"family\":" + quoted(name_of(decision.hint->family)) + ",\"table\":" + quoted(hint_table) +
           ",\"chain\":" + quoted(name_of(decision.hint->chain)) + "}";
}

} // namespace

std::string summary_of(const Decision& decision) {
    return std::string{name_of(decision.mode)}.append(": ").append(words_for(decision));
}

std::string text_report(const Decision& decision, const Evidence& evidence) {
    std::string text{"mode: "};
    text.append(name_of(decision.mode)).append("\nbecause: ").append(words_for(decision));
    text.append("\nkept at the first call: ").append(decision.keep == Keep::yes ? "yes" : "no").append("\n");
    text.append(text_of("nft", evidence.nft)).append(text_of("legacy", evidence.legacy.value_or(Probe{})));
    if (is_mixed(evidence)) {
        text.append("mixed: both nft and legacy have a hint; rules of both are in force on this host\n");
    }
    return text;
}

std::string json_report(const Decision& decision, const Evidence& evidence) {
    return "{\"mode\":" + quoted(name_of(decision.mode)) + ",\"ground\":" + quoted(name_of(decision.ground)) +
           ",\"keep\":" + (decision.keep == Keep::yes ? "true" : "false") +
           ",\"mixed\":" + (is_mixed(evidence) ? "true" : "false") + ",\"hint\":" + json_of(decision) +
           ",\"nft\":" + json_of(evidence.nft) + ",\"legacy\":" + json_of(evidence.legacy.value_or(Probe{})) +
           "}\n";
}

} // namespace iptables_wrapper
