// SPDX-License-Identifier: Apache-2.0
#include "wrapper/decision/words.hpp"

#include "common/failure.hpp"

#include <cerrno>

#include <sys/auxv.h>

namespace iptables_wrapper::wrapper {

namespace {

Phrase finding_words(const Finding& finding) {
    const Mark& mark = marks.at(finding.mark);
    const Phrase what = mark.sign == Sign::native_table
                            ? Phrase{"table ", mark.table}
                            : Phrase{"chain ", mark.chain, " in table ", mark.table};
    const Phrase where =
        mark.families == Families::inet ? Phrase{"nft inet"} : words_for(finding.mode, finding.family);
    return {what, ", ", where, " (", mark.owner, ")"};
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

/// Whether settings count: not if the process is privileged by its file (AT_SECURE, getauxval(3)).
bool reads_environment() {
    return ::getauxval(AT_SECURE) == 0;
}

std::string_view remedy_for(const ProbeFailure& failure) {
    switch (failure.step) {
    case ProbeStep::find_proc:
        return "mount /proc in the container";
    case ProbeStep::read_table_list:
        return reads_environment() ? "run as the host's root, give the wrapper cap_dac_read_search, or set "
                                     "IPTABLES_WRAPPER_MODE"
                                   : "run as the host's root, or give the wrapper cap_dac_read_search";
    case ProbeStep::open_socket:
    case ProbeStep::ask:
    case ProbeStep::get_answers:
    case ProbeStep::read_table:
        break;
    }
    const bool refused = failure.error_number == EPERM || failure.error_number == EACCES;
    return refused               ? "give the container CAP_NET_ADMIN in the host's network namespace"
           : reads_environment() ? "try again, or set IPTABLES_WRAPPER_MODE if you know the host's mode"
                                 : "try again";
}

} // namespace

Phrase words_for(Mode mode, Family family) {
    return {name_of(mode), family == Family::ipv4 ? " IPv4" : " IPv6"};
}

Phrase evidence_words(const Detection& detection) {
    const auto& [evidence, decision] = detection;
    switch (decision.rung) {
    case Rung::setting:
        return "IPTABLES_WRAPPER_MODE says so";
    case Rung::kubelet:
    case Rung::owner: {
        Phrase words = finding_words(*decision.finding);
        const auto other_finding =
            find_mark(evidence, other(decision.mode), marks.at(decision.finding->mark).rank);
        if (other_finding && is_mixed(evidence)) {
            words.append("; ").append(finding_words(*other_finding)).append(" too");
        }
        return words;
    }
    case Rung::native:
        return finding_words(*decision.finding);
    case Rung::stale_hint:
        return {finding_words(*decision.finding), "; the kubelet's hint in legacy is left over"};
    case Rung::moved:
        return {finding_words(*decision.finding), "; its chains in legacy are left over"};
    case Rung::ability:
        return ability_of_nft(evidence) == Ability::absent
                   ? "this kernel cannot run nft"
                   : "this kernel's nft cannot use the extensions of iptables (no nft_compat)";
    case Rung::policy:
        return any(evidence.legacy, &FamilyEvidence::large) ? "legacy has a table of more than 256 KiB"
                                                            : "legacy has a policy other than ACCEPT";
    case Rung::rules:
        if (decision.permanence == Permanence::mixed) {
            return "rules in both nft and legacy";
        }
        return {"rules in ", name_of(decision.mode), " alone"};
    case Rung::traces:
        return "legacy has tables, though empty ones, and nft has none";
    case Rung::nothing:
        return "no evidence";
    }
    __builtin_unreachable();
}

Phrase permanence_words(const Detection& detection) {
    const auto& [evidence, decision] = detection;
    switch (decision.permanence) {
    case Permanence::permanent:
        return {};
    case Permanence::setting:
        return "a setting holds for one call";
    case Permanence::blind:
        return blindness_of(evidence).words;
    case Permanence::mixed:
        return "both nft and legacy have such evidence";
    case Permanence::contradicted:
        return {finding_words(*find_firewall_in_nft(evidence)), " speaks against it"};
    case Permanence::unread:
        return "legacy has a table that is too large to be searched for owners at every call; "
               "'iptables-wrapper "
               "--switch' does it once";
    case Permanence::uncertain:
        return "nft may come to work";
    case Permanence::left_over:
        return "what is left over in legacy might still be in use";
    case Permanence::no_owner:
        return "neither the kubelet nor an owner of the firewall says so";
    case Permanence::no_evidence:
        return "a guess is not kept";
    }
    __builtin_unreachable();
}

Text<1024> summary_of(const Detection& detection, Mode runs, std::string_view obstacle) {
    const bool substitute = runs != detection.decision.mode;
    const Phrase reason = permanence_words(detection);
    const std::string_view why = reason.empty() ? obstacle : reason.view();
    return {name_of(runs),
            ": ",
            evidence_words(detection),
            substitute ? Phrase{", and only ", name_of(runs), " is installed"} : Phrase{},
            !why.empty() ? "; not permanent: "
            : substitute ? "; not permanent"
                         : "; permanent",
            why};
}

Phrase failure_words(const FamilyEvidence& family) {
    if (family.status == ProbeStatus::absent && family.failure.step == ProbeStep::open_socket) {
        return "this kernel has no IPv6";
    }
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
            if (seen.status == ProbeStatus::blind || seen.status == ProbeStatus::hints_only) {
                return {{words_for(mode, family), ": ", failure_words(seen)}, remedy_for(seen.failure)};
            }
        }
    }
    return {};
}

} // namespace iptables_wrapper::wrapper
