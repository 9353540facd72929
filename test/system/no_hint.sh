#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Without any evidence, the mode is nft, and permanent.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
expect_success in_image ip6tables -V
expect_part "the version" "(nf_tables)" "$stdout"
expect_equal "stderr" "" "$stderr"
expect_commands_run nft

# Kept means kept: a hint that comes later does not count any more.
plant_hint legacy
expect_success in_image iptables -A FORWARD -s 192.0.2.1
expect_equal "rule in nft" 1 "$(count_rules nft iptables 192.0.2.1)"
