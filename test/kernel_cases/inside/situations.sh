# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034 # $caller is case's
# In the guest: what others left in the kernel before the wrapper is asked, made by the real programs. The names end in what
# must be there to make them: nft, legacy, or both.

situations="nothing retry setting unprivileged
kubelet-nft kubelet-6-nft canary-nft kubelet-legacy kubelet-6-legacy canary-legacy kubelet-both kubelet-legacy-owner-both
owner-nft owner-6-nft owner-native-nft owner-legacy owner-6-legacy owner-both owner-legacy-rules-both
kube-proxy-nft kube-proxy-legacy
rules-nft rules-6-nft policy-nft rules-legacy rules-6-legacy policy-legacy rules-both
left-nft listed-legacy late-nft late-legacy
unprivileged-kubelet-legacy userns-legacy userns-rules-both userns-kubelet-nft"

# hook COMMAND CHAIN: as Docker makes it: a chain with a rule, called from FORWARD. It takes no extension.
hook() { "$1" -N "$2" && "$1" -A "$2" -j RETURN && "$1" -I FORWARD -j "$2"; }

# prepare SITUATION: false where this kernel cannot be brought into it. It may set $caller and the environment of the calls.
prepare() {
    mode=${1##*-}
    case $1 in
    nothing) ;;
    retry) export IPTABLES_WRAPPER_GUESS=retry ;;
    setting) export IPTABLES_WRAPPER_MODE=legacy ;;
    unprivileged) caller=nobody ;;
    kubelet-nft | kubelet-legacy) "iptables-$mode" -t mangle -N KUBE-IPTABLES-HINT ;;
    kubelet-6-*) "ip6tables-$mode" -t mangle -N KUBE-IPTABLES-HINT ;;
    canary-*) "iptables-$mode" -t mangle -N KUBE-KUBELET-CANARY ;;
    kubelet-both) prepare kubelet-legacy && prepare kubelet-nft ;;
    kubelet-legacy-owner-both) prepare kubelet-legacy && prepare owner-nft ;;
    owner-nft | owner-legacy) hook "iptables-$mode" DOCKER-USER ;;
    owner-6-*) hook "ip6tables-$mode" DOCKER-USER ;;
    owner-native-nft) nft add table ip docker-bridges ;;
    owner-both) prepare owner-legacy && prepare owner-nft ;;
    owner-legacy-rules-both) prepare owner-legacy && prepare rules-nft ;;
    kube-proxy-*) "iptables-$mode" -t mangle -N KUBE-PROXY-CANARY ;;
    rules-nft | rules-legacy) "iptables-$mode" -A INPUT -s 192.0.2.1 -j DROP ;;
    rules-6-*) "ip6tables-$mode" -A INPUT -s 2001:db8::1 -j DROP ;;
    policy-*) "iptables-$mode" -P FORWARD DROP ;;
    rules-both) prepare rules-legacy && prepare rules-nft ;;
    # Tables that stay when nothing is in them any more, or never was.
    left-nft) iptables-nft -N LEFT && iptables-nft -X LEFT ;;
    listed-legacy) iptables-legacy -S && ip6tables-legacy -t mangle -S ;;
    # The first call finds nothing to keep; the second must see what has come since.
    late-nft) prepare rules-nft && iptables -V && [ "$(readlink /usr/sbin/iptables)" = iptables-wrapper ] && prepare owner-nft ;;
    late-legacy) IPTABLES_WRAPPER_GUESS=retry iptables -V && prepare kubelet-legacy ;;
    unprivileged-kubelet-legacy) prepare kubelet-legacy && caller=nobody ;;
    # Root of a user namespace is not shown which legacy tables there are.
    userns-legacy) iptables-legacy -S ;;
    userns-rules-both) prepare rules-both ;;
    userns-kubelet-nft) prepare kubelet-nft ;;
    *) false ;;
    esac
}
