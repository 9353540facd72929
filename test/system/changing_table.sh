#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A legacy table that changes while it is read (EAGAIN) is read again, and the hint in it still makes the mode permanent. One that never
# stops changing ends in a guess, with a warning, that is not permanent.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
plant_hint legacy

# call_while_changing WHEN: a first call, in which those of its calls of getsockopt fail. One that asks for ever is ended, with status 124.
call_while_changing() {
    outcome_of "${clean_environment[@]}" timeout 30 strace -o "$work/trace" --inject=getsockopt:error=EAGAIN:when="$1" \
        chroot "$image" /usr/sbin/iptables -V
    expect_equal "exit status" 0 "$status"
    expect_part "a table that has changed $1" "(INJECTED)" "$(cat "$work/trace")"
}

for when in 1 2 1..5 2..15+2; do
    call_while_changing $when
    expect_part "mode of the call" "(legacy)" "$stdout"
    expect_equal "stderr" "" "$stderr"
    expect_commands_run legacy
    in_image iptables-wrapper --reset >"$work/reset"
done

call_while_changing 1+
expect_equal "stderr" "iptables-wrapper: warning: guessing nft: legacy IPv4: cannot read a table: resource temporarily unavailable; \
try again, or set IPTABLES_WRAPPER_MODE if you know the host's mode" "$stderr"
expect_commands_run wrapper
