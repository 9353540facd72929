// SPDX-License-Identifier: Apache-2.0
// Which mode, why, and whether for good. Pure: what the probes saw in, the decision out.
//
// The ladder: each rung is evidence of another kind, and the first that speaks decides. The kubelet's hint is
// made for this. The chains of a program that manages the host's firewall tell which mode the host uses.
// kube-proxy's tell it too, but it runs in a container and may itself have guessed. A backend that the kernel
// cannot run is not used. Rules that are in force tell something, but not who made them: they may be our own,
// after a wrong guess. Where there is nothing at all, it is nft.
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
    ability,    ///< only one backend can do the work of iptables
    occupied,   ///< rules or policies are in force
    nothing,    ///< no evidence
};

/// Whether the links may be changed for good, and if not, why.
enum class Permanence {
    permanent,
    setting,       ///< a setting can change with every call
    blind,         ///< something that counts before could not be probed
    mixed,         ///< both backends have the evidence
    other_unknown, ///< the other backend may come to work
    only_rules,    ///< rules alone may be what an earlier guess has left
    untried,       ///< nothing speaks for a mode, and whether nft can do the work is not known
    retry,         ///< IPTABLES_WRAPPER_GUESS=retry: not without evidence
};

/// What to do where nothing speaks for a mode (IPTABLES_WRAPPER_GUESS).
enum class Guess {
    keep,  ///< nft, for good where everything could be probed
    retry, ///< nft, and probe again at the next call
    never, ///< fail, unless everything could be probed
};

/// How the image's programs and the decision go together.
enum class Variant {
    decided,    ///< the mode is the decision's
    only_other, ///< no evidence, and only the other mode's program is installed: so it is that
};

struct Decision {
    Mode mode = Mode::nft;
    Rung rung = Rung::nothing;
    Permanence permanence = Permanence::blind;
    std::optional<Finding> finding; ///< the mark that decides, for the rungs of marks
    Variant variant = Variant::decided;
};

/// Decides by `evidence`, from the rung of the kubelet down. Evidence in one backend counts also while the
/// other is blind, but is not permanent then. The first rung with evidence in both gives nft, which is not
/// permanent.
Decision decide(const Evidence& evidence, Guess guess);

/// The decision by the kubelet's hints alone; nothing where there is none. Legacy's count only when nft has
/// none.
std::optional<Decision> decide_by_hint(const Evidence& evidence);

/// Whether only asking the kernel to check a batch can make `decision` permanent, or change it.
bool needs_trial(const Decision& decision, const Evidence& evidence);

/// Whether both backends have evidence of one kind: two parties manage this host's rules in different modes.
bool is_mixed(const Evidence& evidence);

/// Whether nothing speaks for the mode and something could not be probed: it may be the wrong one.
bool is_guess(const Decision& decision, const Evidence& evidence);

/// Whether the host itself asks for the mode: then a program of the other one is no substitute.
bool is_asked_for(const Decision& decision);

} // namespace iptables_wrapper::wrapper
