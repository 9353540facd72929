#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# On random kernel states that have a hint somewhere, the wrapper and iptables-by-dumping choose the same mode. SEED=n repeats a run.
# iptables-by-dumping searches every legacy table, so only mangle gets exact names.
. "$(dirname "$0")/../lib/scenario.sh"

hints=(KUBE-IPTABLES-HINT KUBE-KUBELET-CANARY)
near=(KUBE-IPTABLES-HINT2 KUBE-IPTABLES-HIN XKUBE-KUBELET-CANARY kube-iptables-hint KUBE-KUBELET-CANARY_ KUBE-SERVICES)

random_chains() {
    local chain count
    for chain in "${near[@]}"; do
        ((RANDOM % 2)) || continue
        echo ":$chain - [0:0]"
        for ((count = RANDOM % 4; count > 0; --count)); do
            echo "-A $chain -p tcp --dport $((RANDOM % 60000 + 1)) -j ACCEPT"
        done
    done | sort -r # chains (:) before rules (-)
}

# random_rules HINTED: input for a restore command, with a hint in mangle when HINTED is not 0.
random_rules() {
    local table hint
    for table in filter nat mangle raw; do
        hint=
        [ $table != mangle ] || [ "$1" = 0 ] || hint=":${hints[RANDOM % 2]} - [0:0]"
        [ -n "$hint" ] || ((RANDOM % 3)) || continue
        echo "*$table"
        [ -z "$hint" ] || echo "$hint"
        random_chains
        echo COMMIT
    done
}

choose_both() {
    local place
    for place in iptables-nft ip6tables-nft iptables-legacy ip6tables-legacy; do
        [ ! -s "$work/$place" ] || on_host "$place-restore" <"$work/$place"
    done
    echo "$(in_image env MODE_ONLY=1 /iptables-by-dumping) $(in_image iptables-wrapper --detect --json | jq -r .mode)"
}

new_image_with plain
cp "$checkout/test/peer/iptables-by-dumping" "$image/"
RANDOM=${SEED:=$(date +%s)}
echo "SEED=$SEED"
for ((state = 0; state < 200; ++state)); do
    hinted=$((RANDOM % 15 + 1)) # one bit a place
    random_rules $((hinted & 1)) >"$work/iptables-nft"
    random_rules $((hinted & 2)) >"$work/ip6tables-nft"
    random_rules $((hinted & 4)) >"$work/iptables-legacy"
    random_rules $((hinted & 8)) >"$work/ip6tables-legacy"
    read -r dumped detected < <(in_new_network choose_both)
    expect_equal "mode of state $state (hints $hinted) of SEED=$SEED" "$dumped" "$detected"
    chosen[state]=$detected
done
sort <(printf '%s\n' "${chosen[@]}") | uniq -c
