#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The programs keep within test/lib/budgets.
. "$(dirname "$0")/../lib/scenario.sh"

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
strace -o "$work/trace" chroot "$image" iptables -S >"$work/rules"
# Between the execve that starts the wrapper and the one that ends it; both succeed, unlike attempts along PATH.
calls=$(awk '/^execve\(.* = 0$/ { ++programs; next } programs == 2 { ++calls } END { print calls + 0 }' "$work/trace")
expect_equal "programs: chroot, wrapper, iptables" 3 "$(grep -c '^execve(.* = 0$' "$work/trace")"
expect_within first_call_system_calls "$calls"
expect_commands_run nft
