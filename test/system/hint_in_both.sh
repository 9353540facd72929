#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A hint in both backends: nft wins, whichever family the hints are in, and --detect says that the host is mixed.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
plant_hint legacy iptables
plant_hint nft ip6tables

expect_success in_image iptables-wrapper --detect
expect_part "--detect" mixed "$stdout$stderr"
expect_success in_image iptables-save
expect_commands_run nft
