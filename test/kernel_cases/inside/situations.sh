# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034 # $caller is case's
# In the guest: what others left in the kernel before the wrapper is asked, made by the real programs. The names end in what
# must be there to make them: nft, legacy, or both.

situations="nothing keep setting unprivileged
kubelet-nft kubelet-6-nft kubelet-legacy kubelet-6-legacy kubelet-both stale-both living-both
owner-nft owner-6-nft owner-legacy owner-6-legacy owner-both owner-legacy-rules-both moved-both
native-nft containers-nft containers-legacy
rules-nft rules-6-nft policy-nft rules-legacy rules-6-legacy policy-legacy rules-both
left-nft listed-legacy late-nft late-legacy
unprivileged-kubelet-legacy ambient-kubelet-legacy ambient-rules-legacy
userns-legacy userns-kubelet-legacy userns-rules-both userns-kubelet-nft
initial-owner-legacy initial-loaded-legacy"

# hook COMMAND CHAIN: as Docker makes it: a chain with a rule, called from FORWARD. It takes no extension.
hook() { "$1" -N "$2" && "$1" -A "$2" -j RETURN && "$1" -I FORWARD -j "$2"; }

# not_kept: a first call, which finds nothing that is permanent.
not_kept() { iptables -V && [ "$(readlink /usr/sbin/iptables)" = iptables-wrapper ]; }

# prepare SITUATION: false where this kernel cannot be brought into it. It may set $caller and the environment of the calls.
prepare() {
    mode=${1##*-}
    case $1 in
    nothing) ;;
    keep) export IPTABLES_WRAPPER_GUESS=keep ;;
    setting) export IPTABLES_WRAPPER_MODE=legacy ;;
    unprivileged) caller=nobody ;;
    kubelet-nft | kubelet-legacy) "iptables-$mode" -t mangle -N KUBE-IPTABLES-HINT ;;
    kubelet-6-*) "ip6tables-$mode" -t mangle -N KUBE-IPTABLES-HINT ;;
    kubelet-both) prepare kubelet-legacy && prepare kubelet-nft ;;
    # The kubelet has gone, or still has rules in force.
    stale-both) prepare kubelet-legacy && prepare owner-nft ;;
    living-both) prepare rules-legacy && prepare stale-both ;;
    owner-nft | owner-legacy) hook "iptables-$mode" DOCKER ;;
    owner-6-*) hook "ip6tables-$mode" DOCKER ;;
    owner-both) prepare owner-legacy && prepare owner-nft ;;
    owner-legacy-rules-both) prepare owner-legacy && prepare rules-nft ;;
    moved-both) prepare owner-legacy && prepare native-nft ;;
    native-nft) nft add table ip docker-bridges ;;
    # What a container may have made is nobody's evidence.
    containers-*) "iptables-$mode" -t mangle -N KUBE-PROXY-CANARY && hook "iptables-$mode" DOCKER-USER ;;
    rules-nft | rules-legacy) "iptables-$mode" -A INPUT -s 192.0.2.1 -j DROP ;;
    rules-6-*) "ip6tables-$mode" -A INPUT -s 2001:db8::1 -j DROP ;;
    policy-*) "iptables-$mode" -P FORWARD DROP ;;
    rules-both) prepare rules-legacy && prepare rules-nft ;;
    # Tables that stay when nothing is in them any more, or never was.
    left-nft) iptables-nft -N LEFT && iptables-nft -X LEFT ;;
    listed-legacy) iptables-legacy -S && ip6tables-legacy -t mangle -S ;;
    late-*) not_kept && case $1 in late-nft) prepare owner-nft ;; *) prepare kubelet-legacy ;; esac ;;
    unprivileged-kubelet-legacy) prepare kubelet-legacy && caller=nobody ;;
    ambient-*) prepare "${1#*-}" && caller=ambient ;;
    # Root of a user namespace is not shown which legacy tables there are.
    userns-legacy) iptables-legacy -S ;;
    userns-*) prepare "${1#*-}" ;;
    # In the first network namespace, 5.10 lists a table as soon as its module is loaded, that of IPv6 even without IPv6.
    # By its path, since busybox's shell has a modprobe of its own, which no state bars.
    initial-loaded-legacy) grep -q '^ip6table_filter ' /proc/modules || /usr/sbin/modprobe -a iptable_filter ip6table_filter ;;
    initial-owner-legacy) prepare initial-loaded-legacy && prepare owner-legacy ;;
    *) false ;;
    esac
}
