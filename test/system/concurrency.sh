#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# concurrency.sh LAYOUT: many first calls at once, with resets in between: none fails, and a reader that looks all the time
# never finds a command missing. The real binaries are stand-ins, which are quicker.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with "$1"
plant_hint legacy
stand_in legacy

cat >"$image/call" <<'END'
for _ in $(seq 250); do
    iptables-save </dev/null >/dev/null || echo "iptables-save: $?"
    ip6tables -S </dev/null >/dev/null || echo "ip6tables: $?"
done
END
cat >"$image/reset" <<'END'
while [ ! -e /run/over ]; do iptables-wrapper --reset >/dev/null || echo "reset: $?"; done
END
cat >"$image/read" <<'END'
looks=0
while [ ! -e /run/over ]; do
    for command in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
        [ -x "/usr/sbin/$command" ] || echo "missing: $command"
    done
    looks=$((looks + 1))
done
echo "$looks" >/run/looks
END
in_image sh /reset >"$work/resets" 2>&1 &
in_image sh /read >"$work/looks" 2>&1 &
for caller in 1 2 3 4; do
    in_image sh /call >"$work/calls.$caller" 2>&1 &
    callers[caller]=$!
done
wait "${callers[@]}"
touch "$image/run/over"
wait
expect_equal "complaints" "" "$(cat "$work"/calls.* "$work/resets" "$work/looks")"
[ "$(cat "$image/run/looks")" -gt 100 ] || fail "the reader hardly looked"
expect_equal "what is left behind" "" "$(find "$image"/usr/sbin "$image"/etc/alternatives -name '.*' -printf '%p\n')"
