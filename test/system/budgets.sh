#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The programs keep within test/lib/budgets.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/counts.sh"

# expect_within NAME COST
expect_within() {
    local limit
    limit=$(awk -v name="$1" '$1 == name { print $2 }' "$checkout/test/lib/budgets")
    echo "$1: $2 of $limit"
    (($2 > 0 && $2 <= limit)) || fail "$1 is $2, and may be $limit"
}

expect_within wrapper_bytes "$(stat -c %s "$bin/iptables-wrapper")"
expect_within installer_bytes "$(stat -c %s "$bin/iptables-wrapper-installer")"

new_image_with plain
plant_hint nft
expect_within first_call_system_calls "$(first_call image)"
expect_commands_run nft
expect_within passing_system_calls "$(passing_through image)"
expect_commands_run wrapper
expect_within peak_kib "$(stopped_at_exec image peak_kib)"
