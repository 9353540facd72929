#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# host.sh STATE MODE: a host in that state of test/host_states. The state is what it claims to be, --detect answers what
# test/host_states/answers says and leaves no trace, and the first call of a container acts on that answer.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/host_states.sh"

state=$1 made_in=$2
answer=$(awk -v state="$state" -v mode="$made_in" '$1 == state && $2 == mode { $1 = $2 = ""; print substr($0, 3) }' \
    "$checkout/test/host_states/answers")
[ -n "$answer" ] || fail "no answer is known of $state in $made_in"
read -r mode rung permanent mixed _ <<<"$answer"

"make_${state//-/_}" "$made_in"
"claim_${state//-/_}" "$made_in"

new_image_with plain
before=$(state_of_kernel)
expect_success in_image iptables-wrapper --detect --json
expect_equal "answer" "$answer" "$(jq -r '[.mode, .rung, if .permanent then "permanent" else "not-permanent" end,
    if .mixed then "mixed" else "-" end, .mark.who // "-"] | join(" ")' <<<"$stdout")"
expect_equal "the kernel after --detect" "$before" "$(state_of_kernel)"

expect_success in_image iptables -A FORWARD -s 198.51.100.1 -j ACCEPT
expect_equal "stderr of the first call" "" "$stderr"
expect_equal "rule in $mode" 1 "$(count_rules "$mode" iptables 198.51.100.1)"
expect_equal "rule in the other mode" 0 "$(count_rules "$(other_mode "$mode")" iptables 198.51.100.1)"
if [ "$permanent" = permanent ]; then
    expect_commands_run "$mode"
else
    expect_commands_run wrapper
fi

[ "$made_in" != both ] || made_in="both modes"
printf 'ok   %s in %s%s: %s, %s, %s\n' "$state" "$made_in" "$(how_made)" "$mode" "$rung" \
    "${permanent/-/ }$([ "$mixed" = - ] || echo ", $mixed")"
