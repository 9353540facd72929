// SPDX-License-Identifier: Apache-2.0
// Which mode, why, and whether it is permanent. Pure: what the probes found goes in, the decision comes out.
//
// Each rung of the ladder (decision.cpp) is another kind of evidence, and the first that has any decides.
// Three rules stand above it. Only evidence is permanent, and only what nothing contradicts: the kubelet's
// hint, an owner's chains, a kernel without nft. A guess is no evidence for itself: rules may be our own,
// after a wrong guess. When in doubt, the next call decides again.
#pragma once

#include "wrapper/evidence/evidence.hpp"

#include <optional>

namespace iptables_wrapper::wrapper {

/// What decides.
enum class Rung {
    setting,    ///< IPTABLES_WRAPPER_MODE
    kubelet,    ///< a hint of the kubelet
    stale_hint, ///< a hint in legacy, where no rule is in force, and a firewall in nft
    owner,      ///< chains of a program that manages the host's firewall
    moved,      ///< such chains in legacy, and a native table of the same program in nft
    ability,    ///< nft cannot do the work of iptables
    policy,     ///< a policy other than ACCEPT in legacy, or a table too large to be left by mistake
    native,     ///< a native table of a firewall
    rules,      ///< rules or chains in the tables of iptables
    traces,     ///< empty legacy tables
    nothing,    ///< no evidence
};

/// Whether the decision is permanent, and if not, why.
enum class Permanence {
    permanent,
    setting,      ///< a setting can change with every call
    blind,        ///< something that would count more could not be probed
    mixed,        ///< both backends have such evidence
    contradicted, ///< something in nft speaks against it
    unread,       ///< a legacy table that was too large to be read may hold an owner, too
    uncertain,    ///< nft may yet come to work
    left_over,    ///< what legacy has seems to be left over, which is no certainty
    no_owner,     ///< there is neither a hint nor an owner: anybody may have left this, we ourselves as well
    no_evidence,
};

/// What to do where only a guess is left (IPTABLES_WRAPPER_GUESS).
enum class Guess {
    warn,  ///< guess, warn where something could not be probed, and decide again at the next call
    retry, ///< the same without a warning
    keep,  ///< the same, but without any evidence, keep nft for good
    never, ///< fail
};

struct Decision {
    Mode mode = Mode::nft;
    Rung rung = Rung::nothing;
    Permanence permanence = Permanence::no_evidence;
    bool guess =
        false; ///< nothing speaks for the mode, or what could not be probed might speak for the other
    std::optional<Finding> finding; ///< the mark that decides, if a mark does
};

/// A decision and what it rests on.
struct Detection {
    Evidence evidence;
    Decision decision;
};

/// Decides by `evidence`, from the rung of the kubelet down.
Decision decide(const Evidence& evidence, Guess guess);

/// Whether both backends have evidence of one kind: two parties manage this host's rules in different modes.
bool is_mixed(const Evidence& evidence);

/// Whether the host itself asks for this mode: a program of the other mode cannot stand in then.
bool is_asked_for(const Decision& decision);

/// What nft or legacy can do on this kernel.
enum class Ability {
    able,
    unknown,
    incomplete, ///< it answers, but lacks nft_compat
    absent,     ///< not in this kernel, or an emulator that knows nothing of it
};

/// nft needs nf_tables, and nft_compat for the extensions. That it lists chains is no proof: WSL2,
/// container-optimised and NAS kernels do that much.
Ability ability_of_nft(const Evidence& evidence);

/// legacy needs its module, loaded or such that iptables-legacy can load it. It is never certain that it is
/// missing.
Ability ability_of_legacy(const Evidence& evidence);

} // namespace iptables_wrapper::wrapper
