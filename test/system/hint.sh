#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# hint.sh MODE COMMAND CHAIN: a hint in one place, junk in the other backend. The first call finds the hint, becomes the real command, and
# switches all six commands.
. "$(dirname "$0")/../lib/scenario.sh"

mode=$1 command=$2 chain=$3
new_image_with plain
plant_junk "$(other_mode "$mode")"
plant_hint "$mode" "$command" "$chain"

expect_success in_image iptables -A FORWARD -s 192.0.2.1 -j ACCEPT
expect_equal "what the call prints" "" "$stdout"
expect_commands_run "$mode"
expect_equal "rule in $mode" 1 "$(count_rules "$mode" iptables 192.0.2.1)"
expect_equal "rule in the other mode" 0 "$(count_rules "$(other_mode "$mode")" iptables 192.0.2.1)"

expect_success in_image ip6tables -A FORWARD -s 2001:db8::1 -j ACCEPT
expect_equal "IPv6 rule in $mode" 1 "$(count_rules "$mode" ip6tables 2001:db8::1)"
