#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# `iptables-wrapper install`, as existing Dockerfiles call it: all six commands lead to the wrapper, missing ones are made.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
plant_hint nft
in_image iptables -S >"$work/rules"
rm "$image"/usr/sbin/ip6tables{,-restore}
expect_success in_image iptables-wrapper install
expect_commands_run wrapper
expect_part "install" "linked '/usr/sbin/ip6tables' -> 'iptables-wrapper'" "$stdout"
expect_success in_image iptables-wrapper install
expect_equal "lines that are not 'unchanged'" "" "$(grep -v '^unchanged ' <<<"$stdout")"
