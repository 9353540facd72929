#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The marks of wrapper/evidence/marks.hpp, under the names that the programs themselves give them. Each owner's chain has been seen in its
# table, in a state of test/host_states that the real program has made. Hints and native tables are planted here, each in a network
# namespace of its own, with chains and rules that are no marks, though some have nearly the name of one.
. "$(dirname "$0")/../lib/scenario.sh"

marks=$checkout/wrapper/evidence/marks.hpp
sed -nE 's/^ *owner_chain\("[^"]+", Families::[a-z0-9]+, "([a-z]+)", "([^"]+)"\),$/\1 \2/p' "$marks" >"$work/chains"
expect_equal "chains that are found here" "$(grep -c '^ *owner_chain("' "$marks")" "$(wc -l <"$work/chains")"
while read -r table chain; do
    grep -qE "^ *(ip\) )?claim_chains [^ ]+ [^ ]+ $table (.* )?$chain( |\$)" "$checkout"/test/host_states/*.sh ||
        fail "no program has been seen to make the chain $chain in $table"
done <"$work/chains"

# expect_found ANSWER JUNK COMMAND...: the answer after the command, which the host runs, with junk in the backends of JUNK.
expect_found() {
    local mode
    for mode in $2; do plant_junk "$mode"; done
    on_host "${@:3}"
    expect_success in_image iptables-wrapper --detect --json
    expect_equal "the answer after ${*:3}" "$1" "$(jq -r '"\(.mode) \(.rung) \(.permanent)\(.mark | if . then " \(.who): \(.family) \(.table) \(.chain)" else "" end)"' <<<"$stdout")"
}

new_image_with plain
for mode in nft legacy; do
    for command in iptables ip6tables; do
        for chain in KUBE-IPTABLES-HINT KUBE-KUBELET-CANARY; do
            in_new_network expect_found "$mode kubelet true kubelet: ${command%tables} mangle $chain" "$(other_mode $mode)" \
                "$command-$mode" -t mangle -N $chain
        done
    done
    in_new_network expect_found "$mode rules false" "$mode" true
done

# WHO FAMILY TABLE
cat >"$work/tables" <<'END'
Docker ip docker-bridges
Docker ip6 docker-bridges
libvirt ip libvirt_network
libvirt ip6 libvirt_network
Podman inet netavark
CNI inet cni_hostport
firewalld inet firewalld
nftables.service inet filter
OpenWrt inet fw4
kube-proxy ip kube-proxy
kube-proxy ip6 kube-proxy
Incus inet incus
LXD inet lxd
LXC inet lxc
END
while read -r who family table; do
    in_new_network expect_found "nft native-firewall false $who: $family $table null" "" nft add table "$family" "$table"
done <"$work/tables"
expect_equal "native tables that are planted here" "$(grep -c '^ *native_table("' "$marks")" "$(cut -d ' ' -f 3 "$work/tables" | uniq | wc -l)"
