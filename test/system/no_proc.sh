#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# An image without /proc: the wrapper finds its own directory all the same, and so the right program.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
umount "$image/proc"
plant_hint nft
for call in iptables /usr/sbin/iptables; do
    expect_success in_image "$call" -A FORWARD -s 192.0.2.1
    expect_equal "stderr of $call" "" "$stderr"
done
expect_equal "rules in nft" 2 "$(count_rules nft iptables 192.0.2.1)"
expect_commands_run nft

# --detect says so, and not "no such file or directory".
. "$checkout/test/lib/detected.sh"
detect in_image
expect_detected '.legacy.ip.status, .legacy.ip.reason' "blind cannot probe: /proc is not mounted"
