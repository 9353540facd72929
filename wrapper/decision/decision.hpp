// SPDX-License-Identifier: Apache-2.0
// Which mode, why, and whether it is permanent. Pure: what the probes found goes in, the decision comes out.
//
// Each rung of the ladder is another kind of evidence, and the first rung that has any decides. The kubelet
// makes its hint for this very purpose. The chains of a program that manages the host's firewall show which
// mode the host uses. So do kube-proxy's, but it runs in a container and may itself have guessed. A backend
// that the kernel cannot run is not used. Rules in force show which mode is in use, but not who made them:
// they may be our own, after a wrong guess. If there is no evidence at all, the mode is nft.
#pragma once

#include "wrapper/evidence/evidence.hpp"

#include <optional>

namespace iptables_wrapper::wrapper {

/// What decides.
enum class Rung {
    setting,    ///< IPTABLES_WRAPPER_MODE
    kubelet,    ///< a hint of the kubelet
    owner,      ///< marks of a program that manages the host's firewall
    kube_proxy, ///< marks of kube-proxy
    ability,    ///< nft cannot do the work of iptables
    occupied,   ///< rules or policies are in force
    nothing,    ///< no evidence
};

/// Whether the decision is permanent, and if not, why.
enum class Permanence {
    permanent,
    setting,       ///< a setting can change with every call
    blind,         ///< something that would count more could not be probed
    mixed,         ///< both backends have such evidence
    other_unknown, ///< the other backend may yet come to work
    only_rules,    ///< an earlier guess may have left these rules
    untried,       ///< nothing speaks for a mode, and whether nft can do the work is not known
    retry,         ///< IPTABLES_WRAPPER_GUESS=retry: not without evidence
};

/// What to do where nothing speaks for a mode (IPTABLES_WRAPPER_GUESS).
enum class Guess {
    keep,  ///< nft, and permanently if everything could be probed
    retry, ///< nft, and probe again at the next call
    never, ///< fail, unless everything could be probed
};

/// Whether the mode is the one that was decided on, or the only one that is installed.
enum class Variant {
    decided,    ///< the one that was decided on
    only_other, ///< there is no evidence, and only the other mode's program is installed
};

struct Decision {
    Mode mode = Mode::nft;
    Rung rung = Rung::nothing;
    Permanence permanence = Permanence::blind;
    std::optional<Finding> finding; ///< the mark that decides, for the rungs of marks
    Variant variant = Variant::decided;
};

/// Decides by `evidence`, from the rung of the kubelet down. Evidence in one backend also counts while the
/// other is blind, but is not permanent then. If both backends have evidence of an owner, or of any kind
/// below, the mode is nft and not permanent.
Decision decide(const Evidence& evidence, Guess guess);

/// The decision by the kubelet's hints alone; nothing if there is none. A hint in legacy counts only if nft
/// has none.
std::optional<Decision> decide_by_hint(const Evidence& evidence);

/// Whether it takes a trial to make `decision` permanent, or to change it.
bool needs_trial(const Decision& decision, const Evidence& evidence);

/// Whether both backends have evidence of one kind: two parties manage this host's rules in different modes.
bool is_mixed(const Evidence& evidence);

/// Whether nothing speaks for the mode and something could not be probed: it may be the wrong one.
bool is_guess(const Decision& decision, const Evidence& evidence);

/// Whether the host itself asks for this mode: a program of the other mode cannot stand in then.
bool is_asked_for(const Decision& decision);

} // namespace iptables_wrapper::wrapper
