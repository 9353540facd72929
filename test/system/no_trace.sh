#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Probing changes nothing in the kernel: no table appears where there was none, and nothing changes where there was one. The real programs
# are stand-ins here, because a real `iptables -S` makes tables.
. "$(dirname "$0")/../lib/scenario.sh"

look_and_compare() {
    local before
    before=$(kernel_state)
    expect_success in_image iptables-wrapper --detect
    expect_equal "kernel after --detect, $1" "$before" "$(kernel_state)"
    expect_success in_image env IPTABLES_WRAPPER_GUESS=retry iptables -S
    expect_part "stand-in" "argv[0] = 'iptables'" "$stdout"
    expect_equal "kernel after a call, $1" "$before" "$(kernel_state)"
}

new_image_with plain
stand_in nft
stand_in legacy
look_and_compare "nothing in the kernel"
on_host iptables-legacy -t nat -A PREROUTING -j ACCEPT
on_host ip6tables-nft -t raw -A PREROUTING -j ACCEPT
look_and_compare "one table of each backend, no mangle"
plant_junk legacy
plant_junk nft
look_and_compare "junk in both"

# It asks once: where nf_tables is missing, each question runs modprobe.
strace -o "$work/trace" -e trace=socket chroot "$image" iptables-wrapper --detect >"$work/report"
expect_equal "sockets for nft" 1 "$(grep -c NETLINK "$work/trace")"
