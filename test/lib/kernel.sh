# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# The state of the kernel's network namespace, seen and changed with the host's own, unwrapped tools.

other_mode() { case $1 in nft) echo legacy ;; legacy) echo nft ;; esac; }

# plant_hint MODE [COMMAND [CHAIN]]: as the kubelet does.
plant_hint() { on_host "${2-iptables}-$1" -t mangle -N "${3-KUBE-IPTABLES-HINT}"; }

# plant_evidence MODE-hint|MODE-owner|MODE-rules|MODE-policy|MODE-tables|MODE-rules-in-both|nft-native|nothing: the evidence for the host's
# mode.
plant_evidence() {
    local mode=${1%-*}
    case $1 in
    *-hint) plant_hint "$mode" ;;
    *-owner)
        on_host "iptables-$mode" -N DOCKER
        on_host "iptables-$mode" -A FORWARD -j DOCKER ;;
    *-rules) on_host "iptables-$mode" -A INPUT -s 192.0.2.9 -j DROP ;;
    *-rules-in-both)
        mode=${1%%-*}
        on_host "iptables-$mode" -A INPUT -s 192.0.2.9 -j DROP
        on_host "iptables-$(other_mode "$mode")" -A INPUT -s 192.0.2.9 -j ACCEPT ;;
    *-policy) on_host "iptables-$mode" -P FORWARD DROP ;;
    *-tables) # all ten, empty
        local command table
        for command in iptables ip6tables; do
            for table in filter nat mangle raw security; do on_host "$command-$mode" -t "$table" -S >/dev/null; done
        done ;;
    *-native) on_host nft 'table inet filter { chain input { type filter hook input priority 0; policy drop; }; }' ;;
    nothing) ;;
    *) fail "no such evidence: $1" ;;
    esac
}

# plant_junk MODE: rules and chains that are no hints, though some have nearly the name of one.
plant_junk() {
    local command
    for command in iptables ip6tables; do
        on_host "$command-$1-restore" <<'END'
*mangle
:KUBE-IPTABLES-HINT2 - [0:0]
:KUBE-IPTABLES-HIN - [0:0]
-A PREROUTING -m comment --comment ":KUBE-IPTABLES-HINT - [0:0]" -j KUBE-IPTABLES-HINT2
COMMIT
*filter
:XKUBE-KUBELET-CANARY - [0:0]
-A INPUT -p tcp --dport 22 -j XKUBE-KUBELET-CANARY
COMMIT
END
    done
}

# count_rules MODE COMMAND PATTERN: lines of the rule set that match.
count_rules() { on_host "$2-$1-save" 2>/dev/null | grep -c -e "$3" || true; }

# kernel_state: which tables exist, and all of nftables.
kernel_state() {
    local file
    for file in /proc/net/ip_tables_names /proc/net/ip6_tables_names; do
        echo "$file:"
        cat "$file" 2>&1 || true
    done
    on_host nft list ruleset 2>/dev/null # on stderr it warns of iptables' tables
}

# in_new_network FUNCTION ARGUMENT...: calls it in a network namespace where nothing has happened yet.
in_new_network() {
    unshare --net bash -c "set -eu -o pipefail
        $(declare -f)
        $(declare -p work image clean_environment commands)
        \"\$@\"" "$0" "$@"
}
