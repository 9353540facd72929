#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# late_owner.sh MODE: a container that is up before Docker is, and in which a guess may not be permanent. Its first calls use nft. The first
# one after dockerd has made its rules uses their mode, whatever the earlier ones have left, and that is permanent.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/host_states.sh"

mode=$1
new_image_with plain
for number in 1 2 3; do
    expect_success in_image env IPTABLES_WRAPPER_GUESS=retry iptables -A FORWARD -s "198.51.100.$number" -j ACCEPT
    expect_commands_run wrapper
done
expect_equal "rules in nft" 3 "$(count_rules nft iptables 198.51.100)"

start_dockerd "$mode"
expect_success in_image env IPTABLES_WRAPPER_GUESS=retry iptables -A FORWARD -s 198.51.100.4 -j ACCEPT
expect_equal "what the call says" "" "$stdout$stderr"
expect_equal "rule in $mode" 1 "$(count_rules "$mode" iptables 198.51.100.4)"
expect_commands_run "$mode"
