# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# How the commands speak: one line for each step, with the seconds since the start.

# step TEXT: says what comes next.
step() { printf '[%4ds] %s\n' "$SECONDS" "$1"; }

# die TEXT [REMEDY]: ends the command, and says what is wrong and what to do.
die() {
    printf '%s: error: %s\n' "${0##*/}" "$1" >&2
    [ -z "${2-}" ] || printf '%s: hint: %s\n' "${0##*/}" "$2" >&2
    exit 1
}

# quietly TEXT COMMAND...: a step whose output matters only when it fails.
quietly() {
    local log status=0
    step "$1"
    shift
    log=$(mktemp)
    "$@" >"$log" 2>&1 </dev/null || status=$?
    [ "$status" = 0 ] || cat "$log" >&2
    rm -f "$log"
    return "$status"
}
