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

layouts=(plain alternatives)
for layout in "${layouts[@]}"; do
    new_view "$layout" "${IMAGE_SUITE-bookworm}"
    image=$work/$layout
    use_layout "$layout"
    install_wrapper --quiet
done

# expect_calls_within EVIDENCE: what the calls on such a host cost, and which program comes of them.
expect_calls_within() {
    local layout
    plant_evidence "$1"
    for layout in "${layouts[@]}"; do
        image=$work/$layout
        expect_within "$1.first_call.$layout" "$(first_call "$layout")"
        # Only evidence is kept.
        case $1 in *-rules | nothing) expect_commands_run wrapper ;; legacy-*) expect_commands_run legacy ;; *) expect_commands_run nft ;; esac
        expect_within "$1.passing.$layout" "$(passing_through "$layout")"
        expect_commands_run wrapper
    done
    expect_within "$1.peak_kib" "$(stopped_at_exec plain peak_kib)"
    on_host nft flush ruleset
}

for evidence in nft-hint nft-owner nft-rules nothing legacy-owner; do
    expect_calls_within $evidence
done
