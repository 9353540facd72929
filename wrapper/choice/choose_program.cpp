// SPDX-License-Identifier: Apache-2.0
#include "wrapper/choice/choose_program.hpp"

#include "wrapper/decision/words.hpp"

namespace iptables_wrapper::wrapper {

namespace {

std::string_view remedy_for(Mode mode) {
    return mode == Mode::nft
               ? "install the nft variant of iptables in this image (Alpine: apk add iptables)"
               : "install the legacy variant of iptables in this image (Alpine: apk add iptables-legacy)";
}

Failure missing(const Installation& installation, std::string_view command, const Detection& detection) {
    const Decision& decision = detection.decision;
    const Path path = join(installation.first_directory(), real_name(command, decision.mode));
    if (!find_real(installation, command, other(decision.mode))) {
        return {"run", path,
                Phrase{"no such file, nor one of the other mode in ", places_of_real_programs(installation)},
                "install iptables in this image", ExitStatus::not_found};
    }
    Phrase reason{"no such file, and "};
    if (decision.rung == Rung::setting) {
        reason.append("IPTABLES_WRAPPER_MODE asks for ").append(name_of(decision.mode));
    } else {
        reason.append("the host uses ").append(name_of(decision.mode));
        reason.append(" (").append(evidence_words(detection)).append(")");
    }
    return {"run", path, reason, remedy_for(decision.mode), ExitStatus::not_found};
}

} // namespace

std::optional<Program> find_program(const Installation& installation, std::string_view command,
                                    const Decision& decision) {
    if (const auto real = find_real(installation, command, decision.mode)) {
        return Program{*real, decision.mode};
    }
    if (is_asked_for(decision)) {
        return std::nullopt;
    }
    const auto real = find_real(installation, command, other(decision.mode));
    return real ? std::optional{Program{*real, other(decision.mode)}} : std::nullopt;
}

Outcome<Program> program_for(const Installation& installation, std::string_view command,
                             const Detection& detection) {
    const auto program = find_program(installation, command, detection.decision);
    if (!program) {
        return missing(installation, command, detection);
    }
    if (program->real.identity == installation.self) {
        return Failure{"run", program->real.path(), "it is the wrapper, where the real iptables should be",
                       "install the iptables package again, then iptables-wrapper-installer"};
    }
    return *program;
}

} // namespace iptables_wrapper::wrapper
