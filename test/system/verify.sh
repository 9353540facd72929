#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# verify.sh LAYOUT: --verify accepts commands that lead to the wrapper or to the mode that the host uses, and names the first that does not.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with "$1"
# expect_verified ENDS HOST
expect_verified() {
    expect_success in_image iptables-wrapper --verify
    expect_part "--verify" "verified: the commands lead to $1, and $2 (" "$stdout"
}
expect_wrong() {
    expect_failure 1 "iptables-wrapper: error: cannot verify '$1': $2" in_image iptables-wrapper --verify
    expect_equal "lines on stderr" 2 "$(wc -l <<<"$stderr")"
}
expect_verified "the wrapper" "nothing on the host requires a mode"
setting=(env IPTABLES_WRAPPER_MODE=legacy)
expect_success in_image "${setting[@]}" iptables-wrapper --verify
expect_part "--verify" "the commands lead to the wrapper, and the setting is legacy (IPTABLES_WRAPPER_MODE says so)" "$stdout"
plant_hint legacy
expect_verified "the wrapper" "the host uses legacy"
expect_success in_image iptables -S
expect_verified legacy "the host uses legacy"

# The host changes its mode; then there is no evidence any more.
on_host iptables-legacy -t mangle -X KUBE-IPTABLES-HINT
expect_verified legacy "nothing on the host requires a mode"
plant_hint nft
expect_wrong /usr/sbin/iptables "it runs legacy, but the host uses nft (chain KUBE-IPTABLES-HINT in table mangle, nft IPv4 (kubelet))"
on_host iptables-nft -t mangle -X KUBE-IPTABLES-HINT

# Commands that contradict each other, or lead nowhere.
link=$image/usr/sbin/ip6tables
[ "$1" != alternatives ] || link=$image/etc/alternatives/ip6tables
ln -sfn "/usr/sbin/ip6tables-nft" "$link"
expect_wrong /usr/sbin/ip6tables "it runs nft, and another command legacy"
ln -sfn /usr/bin/true "$link"
expect_wrong /usr/sbin/ip6tables "it leads to something else"
ln -sfn nowhere "$link"
expect_wrong /usr/sbin/ip6tables "it leads to no file"

# What was not seen is not verified, and neither is a mode that the image lacks.
for command in "${commands[@]}"; do
    link=$image/usr/sbin/$command
    [ "$1" != alternatives ] || link=$image/etc/alternatives/$command
    ln -sfn /usr/sbin/iptables-wrapper "$link"
done
expect_success in_image iptables-wrapper --verify
expect_failure 1 "iptables-wrapper: error: cannot verify the mode: nft IPv4: the kernel refuses to answer: operation not permitted" \
    setpriv --bounding-set=-net_admin "${clean_environment[@]}" chroot "$image" /usr/sbin/iptables-wrapper --verify
plant_hint legacy
rm "$image"/usr/sbin/{iptables,ip6tables}-legacy* "$image/usr/sbin/xtables-legacy-multi"
expect_failure 1 "cannot run '/usr/sbin/iptables-legacy': no such file, and the host uses legacy (" in_image iptables-wrapper --verify
