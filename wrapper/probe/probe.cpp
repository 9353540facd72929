// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/probe.hpp"

namespace iptables_wrapper {

std::string_view name_of(Family family) {
    return family == Family::ipv4 ? "ip" : "ip6";
}

std::string_view name_of(HintChain chain) {
    return chain == HintChain::hint ? "KUBE-IPTABLES-HINT" : "KUBE-KUBELET-CANARY";
}

std::optional<Hint> hint_in(const Probe& probe) {
    for (const Family family : all_families) {
        const HintChains& chains = (family == Family::ipv4 ? probe.ipv4 : probe.ipv6).chains;
        if (chains.hint) {
            return Hint{family, HintChain::hint};
        }
        if (chains.canary) {
            return Hint{family, HintChain::canary};
        }
    }
    return std::nullopt;
}

Look look_of(const Probe& probe) {
    for (const Look look : {Look::blind, Look::done, Look::no_socket}) {
        if (probe.ipv4.look == look || probe.ipv6.look == look) {
            return look;
        }
    }
    return Look::not_in_kernel;
}

} // namespace iptables_wrapper
