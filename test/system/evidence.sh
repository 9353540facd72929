#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# evidence.sh MODE: the rungs below the kubelet's hint, with real rules. An owner's chain in use makes the mode permanent. An empty chain
# that is left over does not, and neither does what containers make. Rules and policies decide for one call, however many there are in the
# other mode's favour.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/detected.sh"

mode=$1
other=$(other_mode "$mode")
new_image_with plain

# state DESCRIPTION COMMAND...: a network namespace of its own, where the commands of this mode have been run as on the host.
owned() { on_host "$1" -N "$2" && on_host "$1" -A "$2" -j RETURN; }
expect_state() { expect_detected '.mode, .rung, .permanent, .mixed' "$1"; }

jumped_to() {
    on_host "ip6tables-$mode" -N DOCKER-USER
    on_host "ip6tables-$mode" -A FORWARD -j DOCKER-USER
    detect in_image
    expect_state "$mode owner true false"
    expect_detected '.mark | .who, .family, .chain' "Docker ip6 DOCKER-USER"
}
with_rules() {
    owned "iptables-$mode" DOCKER-USER
    on_host "iptables-$other-restore" <<'END'
*filter
:f2b-sshd - [0:0]
:cali-INPUT - [0:0]
-A INPUT -j f2b-sshd
-A INPUT -j cali-INPUT
-A f2b-sshd -s 192.0.2.9 -j DROP
-A cali-INPUT -j RETURN
COMMIT
END
    detect in_image
    expect_state "$mode owner true false"
    expect_success in_image iptables -A FORWARD -s 192.0.2.1
    expect_commands_run "$mode"
    expect_equal "rule" 1 "$(count_rules "$mode" iptables 192.0.2.1)"
    in_image iptables-wrapper --reset >"$work/reset"
}
left_over() {
    on_host "iptables-$mode" -N DOCKER-USER
    on_host "ip6tables-$mode" -t nat -N CNI-HOSTPORT-DNAT
    detect in_image
    expect_state "nft nothing true false"
}
in_both() {
    owned "iptables-$mode" ufw-user-input
    owned "ip6tables-$other" LIBVIRT_FWI
    detect in_image
    expect_state "nft owner false true"
    expect_success in_image iptables -S
    expect_commands_run wrapper
}
kube_proxy() {
    on_host "iptables-$mode" -t mangle -N KUBE-PROXY-CANARY
    on_host "iptables-$other" -A INPUT -j DROP
    detect in_image
    expect_state "$mode kube-proxy true false"
}
rules() {
    on_host "iptables-$mode" -A INPUT -s 192.0.2.9 -j DROP
    for number in $(seq 1 30); do echo "-A x -s 192.0.2.$number"; done >"$work/lines"
    { printf '*filter\n:x - [0:0]\n'; cat "$work/lines"; echo COMMIT; } | on_host "iptables-$other-restore"
    detect in_image
    expect_state "$mode occupied false false"
    expect_success in_image iptables -A FORWARD -s 192.0.2.1
    expect_equal "rule" 1 "$(count_rules "$mode" iptables 192.0.2.1/)"
    expect_commands_run wrapper
    on_host "ip6tables-$other" -A INPUT -j DROP
    detect in_image
    expect_state "nft occupied false true"
}
# In a large legacy table an owner is looked for where the mode hangs on it, and by the tools; not at every call.
a_large_table() {
    local seen
    { printf '*filter\n:many - [0:0]\n:DOCKER-USER - [0:0]\n-A INPUT -j many\n-A FORWARD -j DOCKER-USER\n'
        for number in $(seq 4000); do echo "-A many -s 10.0.$((number / 256)).$((number % 256)) -j ACCEPT"; done
        echo COMMIT; } | on_host "iptables-$mode-restore"
    detect in_image
    seen=$(jq -r .not_permanent_because <<<"$detected")
    [ "$mode" = nft ] || expect_part "not permanent because" "too large to be searched at every call" "$seen"
    expect_success in_image iptables -A FORWARD -s 192.0.2.1
    expect_equal "rule" 1 "$(count_rules "$mode" iptables 192.0.2.1/)"
    [ "$mode" = nft ] || expect_commands_run wrapper
    on_host "iptables-$other" -A INPUT -s 192.0.2.2 -j DROP
    expect_success in_image iptables -A FORWARD -s 192.0.2.3
    expect_equal "rule" 1 "$(count_rules "$mode" iptables 192.0.2.3/)"
    on_host "iptables-$other" -F INPUT
    in_image iptables-wrapper --reset >"$work/reset"
    expect_success in_image iptables-wrapper --switch
    expect_commands_run "$mode"
    in_image iptables-wrapper --reset >"$work/reset"
}
a_policy() {
    on_host "ip6tables-$mode" -P FORWARD DROP
    detect in_image
    expect_state "$mode occupied false false"
}
mere_listing() {
    on_host "iptables-$mode" -S >"$work/listed"
    detect in_image
    expect_state "nft nothing true false"
}

for case in jumped_to with_rules left_over in_both kube_proxy rules a_large_table a_policy mere_listing; do
    unshare --net bash -c "set -eu -o pipefail
        $(declare -f)
        $(declare -p work image checkout clean_environment mode other commands)
        mount -t proc proc /proc; umount $image/proc; mount -t proc proc $image/proc
        $case" "$0" || fail "$case in $mode"
done
