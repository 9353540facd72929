#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# No hint anywhere, though both flavours are in use: nft, and it stays.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
plant_junk legacy
plant_junk nft
expect_success in_image ip6tables-save
expect_part "output of the nft flavour" "nf_tables" "$stdout"
expect_commands_run nft

# Kept means kept: a hint that comes later does not count any more.
plant_hint legacy
expect_success in_image iptables -A FORWARD -s 192.0.2.1
expect_equal "rule in nft" 1 "$(count_rules nft iptables 192.0.2.1)"
