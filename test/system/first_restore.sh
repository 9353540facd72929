#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# first_restore.sh MODE RULES: `iptables-restore < file` as the very first call applies every rule of the file; and so it does when they come
# through a pipe line by line, some before the wrapper probes and most after.
. "$(dirname "$0")/../lib/scenario.sh"

mode=$1 rules=$2
new_image_with alternatives
plant_hint "$mode"
{
    printf '*filter\n'
    seq "$rules" | awk '{ printf "-A INPUT -s 10.%d.%d.%d -j ACCEPT\n", $1 / 65536, $1 / 256 % 256, $1 % 256 }'
    printf 'COMMIT\n'
} >"$work/rules"

expect_success in_image iptables-restore <"$work/rules"
expect_equal "rules applied" "$rules" "$(count_rules "$mode" iptables '-A INPUT -s 10\.')"
expect_commands_run "$mode"

in_image iptables-wrapper --reset >"$work/reset"
for line in '*filter' '-A INPUT -s 11.0.0.1' '-A INPUT -s 11.0.0.2' '-A INPUT -s 11.0.0.3' COMMIT; do
    echo "$line"
    sleep 0.3
done | in_image iptables-restore
expect_equal "rules applied" 3 "$(count_rules "$mode" iptables '-A INPUT -s 11\.')"
