# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Expectations. If one is not met, the scenario ends, and shows what was expected and what was found.

fail() {
    printf 'FAILED (line %s): %s\n' "${BASH_LINENO[-2]-?}" "$1" >&2
    exit 1
}

# outcome_of COMMAND...: runs it and keeps $status, $stdout and $stderr.
outcome_of() {
    status=0
    "$@" >"$work/stdout" 2>"$work/stderr" || status=$?
    stdout=$(<"$work/stdout")
    stderr=$(<"$work/stderr")
}

# expect_equal WHAT EXPECTED FOUND
expect_equal() {
    [ "$2" = "$3" ] || fail "$1
$(diff --label expected --label found -u <(printf '%s\n' "$2") <(printf '%s\n' "$3"))"
}

# expect_part WHAT PART TEXT
expect_part() {
    case $3 in
    *"$2"*) ;;
    *) fail "$1: '$2' is not in:
$3" ;;
    esac
}

# await WHAT COMMAND...: waits until COMMAND succeeds, at most half a minute.
await() {
    local tries
    for ((tries = 0; tries < 600; tries++)); do
        ! "${@:2}" || return 0
        sleep 0.05
    done
    fail "waited half a minute in vain for $1"
}

# expect_success COMMAND...
expect_success() {
    outcome_of "$@"
    [ "$status" = 0 ] || fail "$*: exit status $status
$stdout
$stderr"
}

# expect_failure STATUS PART COMMAND...: with PART in what it says on stderr, and nothing on stdout.
expect_failure() {
    local wanted=$1 part=$2
    shift 2
    outcome_of "$@"
    expect_equal "$*: exit status (stderr: $stderr)" "$wanted" "$status"
    expect_part "$*: stderr" "$part" "$stderr"
    expect_equal "$*: stdout" "" "$stdout"
}
