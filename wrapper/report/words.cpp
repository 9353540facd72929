// SPDX-License-Identifier: Apache-2.0
#include "wrapper/report/words.hpp"

#include "common/failure.hpp"
#include "wrapper/decision/ability.hpp"

#include <cerrno>

namespace iptables_wrapper::wrapper {

namespace {

std::string finding_words(const Finding& finding) {
    const Mark& mark = marks.at(finding.mark);
    std::string words;
    if (mark.sign == Sign::native_table) {
        words.append("table ").append(mark.table);
    } else {
        words.append("chain ").append(mark.chain).append(" in table ").append(mark.table);
    }
    words.append(", ").append(words_for(finding.mode, finding.family));
    return words.append(" (").append(mark.owner).append(")");
}

std::string_view ability_words(const Evidence& evidence) {
    if (ability_of_nft(evidence) == Ability::absent) {
        return "this kernel cannot run nft";
    }
    return evidence.extensions == Extensions::missing
               ? "this kernel's nft cannot use the extensions of iptables (no nft_compat)"
               : "this kernel's nft lacks what NAT or extensions of iptables need";
}

std::string decided_words(const Decision& decision, const Evidence& evidence) {
    switch (decision.rung) {
    case Rung::setting:
        return "IPTABLES_WRAPPER_MODE says so";
    case Rung::kubelet:
    case Rung::owner:
    case Rung::kube_proxy:
        return decision.finding ? finding_words(*decision.finding) : std::string{};
    case Rung::ability:
        return std::string{ability_words(evidence)};
    case Rung::occupied:
        if (decision.permanence == Permanence::mixed) {
            return "rules in force in both nft and legacy";
        }
        return std::string{"rules in force in "}.append(name_of(decision.mode)).append(" alone");
    case Rung::nothing:
        return "no evidence";
    }
    __builtin_unreachable();
}

std::string_view step_words(ProbeStep step) {
    switch (step) {
    case ProbeStep::find_proc:
        return "cannot probe: /proc is not mounted";
    case ProbeStep::read_table_list:
        return "cannot read the list of tables: ";
    case ProbeStep::open_socket:
        return "cannot open a socket: ";
    case ProbeStep::ask:
        return "cannot ask the kernel: ";
    case ProbeStep::get_answers:
        return "the kernel refuses to answer: ";
    case ProbeStep::read_table:
        return "cannot read a table: ";
    }
    __builtin_unreachable();
}

std::string_view remedy_for(const ProbeFailure& failure) {
    switch (failure.step) {
    case ProbeStep::find_proc:
        return "mount /proc in the container";
    case ProbeStep::read_table_list:
        return "run as root (uid 0) of the host, not in a user namespace; or set IPTABLES_WRAPPER_MODE";
    case ProbeStep::open_socket:
    case ProbeStep::ask:
    case ProbeStep::get_answers:
    case ProbeStep::read_table:
        break;
    }
    return failure.error_number == EPERM || failure.error_number == EACCES
               ? "give the container CAP_NET_ADMIN in the host's network namespace"
               : "try again; or set IPTABLES_WRAPPER_MODE";
}

} // namespace

std::string words_for(Mode mode, Family family) {
    return std::string{name_of(mode)}.append(family == Family::ipv4 ? " IPv4" : " IPv6");
}

std::string evidence_words(const Decision& decision, const Evidence& evidence) {
    if (decision.variant == Variant::only_other) {
        return decided_words({Mode::nft, decision.rung, decision.permanence, decision.finding}, evidence)
            .append(", and only ")
            .append(name_of(decision.mode))
            .append(" is installed");
    }
    std::string words = decided_words(decision, evidence);
    if (decision.finding && is_mixed(evidence)) {
        words.append("; ")
            .append(decision.mode == Mode::nft ? "legacy" : "nft")
            .append(" has such evidence too");
    }
    return words;
}

std::string permanence_words(const Decision& decision, const Evidence& evidence) {
    switch (decision.permanence) {
    case Permanence::permanent:
        return {};
    case Permanence::setting:
        return "a setting holds for one call";
    case Permanence::blind:
        return blindness_of(evidence).words;
    case Permanence::mixed:
        return "both nft and legacy have such evidence";
    case Permanence::other_unknown:
        return "the other mode may come to work";
    case Permanence::only_rules:
        return "rules alone do not tell who made them";
    case Permanence::untried:
        return "whether nft can do the work of iptables here is not known";
    case Permanence::retry:
        return "IPTABLES_WRAPPER_GUESS=retry wants evidence";
    }
    __builtin_unreachable();
}

std::string summary_of(const Decision& decision, const Evidence& evidence) {
    std::string line{name_of(decision.mode)};
    line.append(": ").append(evidence_words(decision, evidence));
    const std::string reason = permanence_words(decision, evidence);
    return reason.empty() ? line.append("; permanent") : line.append("; not permanent: ").append(reason);
}

std::string failure_words(const FamilyEvidence& family) {
    if (family.status == ProbeStatus::absent) {
        return family.failure.step == ProbeStep::read_table_list
                   ? "not in this kernel, or its module is not loaded"
                   : "not in this kernel";
    }
    std::string words{step_words(family.failure.step)};
    if (family.failure.step == ProbeStep::find_proc) {
        return words;
    }
    return words.append(family.failure.error_number == 0 ? "no answer"
                                                         : reason_of(family.failure.error_number));
}

Blindness blindness_of(const Evidence& evidence) {
    for (const Mode mode : all_modes) {
        for (const Family family : all_families) {
            const FamilyEvidence& seen = evidence.of(mode).of(family);
            if (seen.status == ProbeStatus::blind) {
                return {words_for(mode, family).append(": ").append(failure_words(seen)),
                        std::string{remedy_for(seen.failure)}};
            }
        }
    }
    return {};
}

} // namespace iptables_wrapper::wrapper
