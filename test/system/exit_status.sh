#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# exit_status.sh MODE: a first call that fails does so like the real command: same exit status, same words, nothing added.
. "$(dirname "$0")/../lib/scenario.sh"

mode=$1
new_image_with plain
plant_hint "$mode"
for arguments in "-A NO-SUCH-CHAIN -j ACCEPT" "-C FORWARD -s 192.0.2.1 -j ACCEPT" "--no-such-option"; do
    # shellcheck disable=SC2086 # one word an argument
    outcome_of in_image "iptables-$mode" $arguments
    real="$status $stdout $stderr"
    [ "$status" != 0 ] || fail "iptables-$mode $arguments does not fail"
    in_image iptables-wrapper --reset >"$work/reset"
    # shellcheck disable=SC2086
    outcome_of in_image iptables $arguments
    expect_equal "iptables $arguments" "${real//iptables-$mode/iptables}" "$status $stdout $stderr"
    expect_commands_run "$mode"
done
