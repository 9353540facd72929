// SPDX-License-Identifier: Apache-2.0
#include "wrapper/report/words.hpp"

#include "common/failure.hpp"
#include "wrapper/decision/ability.hpp"

#include <cerrno>

namespace iptables_wrapper::wrapper {

namespace {

Phrase finding_words(const Finding& finding) {
    const Mark& mark = marks.at(finding.mark);
    const Phrase what = mark.sign == Sign::native_table
                            ? Phrase{"table ", mark.table}
                            : Phrase{"chain ", mark.chain, " in table ", mark.table};
    return {what, ", ", words_for(finding.mode, finding.family), " (", mark.owner, ")"};
}

std::string_view ability_words(const Evidence& evidence) {
    if (ability_of_nft(evidence) == Ability::absent) {
        return "this kernel cannot run nft";
    }
    return evidence.extensions == Extensions::missing
               ? "this kernel's nft cannot use the extensions of iptables (no nft_compat)"
               : "this kernel's nft lacks what NAT or extensions of iptables need";
}

Phrase decided_words(const Decision& decision, const Evidence& evidence) {
    switch (decision.rung) {
    case Rung::setting:
        return "IPTABLES_WRAPPER_MODE says so";
    case Rung::kubelet:
    case Rung::owner:
    case Rung::kube_proxy:
        return decision.finding ? finding_words(*decision.finding) : Phrase{};
    case Rung::ability:
        return ability_words(evidence);
    case Rung::occupied:
        if (decision.permanence == Permanence::mixed) {
            return "rules in force in both nft and legacy";
        }
        return {"rules in force in ", name_of(decision.mode), " alone"};
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

Phrase words_for(Mode mode, Family family) {
    return {name_of(mode), family == Family::ipv4 ? " IPv4" : " IPv6"};
}

Phrase evidence_words(const Decision& decision, const Evidence& evidence) {
    if (decision.variant == Variant::only_other) {
        const Decision decided{Mode::nft, decision.rung, decision.permanence, decision.finding};
        return {decided_words(decided, evidence), ", and only ", name_of(decision.mode), " is installed"};
    }
    Phrase words = decided_words(decision, evidence);
    if (decision.finding && is_mixed(evidence)) {
        words.append("; ").append(name_of(other(decision.mode))).append(" has such evidence too");
    }
    return words;
}

Phrase permanence_words(const Decision& decision, const Evidence& evidence) {
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

Text<1024> summary_of(const Decision& decision, const Evidence& evidence) {
    const Phrase reason = permanence_words(decision, evidence);
    return {name_of(decision.mode), ": ", evidence_words(decision, evidence),
            reason.empty() ? "; permanent" : "; not permanent: ", reason};
}

Phrase failure_words(const FamilyEvidence& family) {
    if (family.status == ProbeStatus::absent) {
        return family.failure.step == ProbeStep::read_table_list
                   ? "not in this kernel, or its module is not loaded"
                   : "not in this kernel";
    }
    const std::string_view step = step_words(family.failure.step);
    if (family.failure.step == ProbeStep::find_proc) {
        return step;
    }
    return family.failure.error_number == 0 ? Phrase{step, "no answer"}
                                            : Phrase{step, reason_of(family.failure.error_number)};
}

Blindness blindness_of(const Evidence& evidence) {
    for (const Mode mode : all_modes) {
        for (const Family family : all_families) {
            const FamilyEvidence& seen = evidence.of(mode).of(family);
            if (seen.status == ProbeStatus::blind) {
                return {{words_for(mode, family), ": ", failure_words(seen)}, remedy_for(seen.failure)};
            }
        }
    }
    return {};
}

} // namespace iptables_wrapper::wrapper
