#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The real command receives exactly what it would have received without the wrapper: arguments, environment, working directory, umask,
# signals, open files and their offsets, input. It is the process that was started: same process id, and a SIGTERM sent to it arrives.
. "$(dirname "$0")/../lib/scenario.sh"

# The caller's odd circumstances: signals ignored and blocked, files open here and there, one of them half read.
# shellcheck disable=SC2016 # for the shell inside
circumstances='
    trap "" HUP USR1 PIPE
    umask 031
    cd /var/lib
    exec 5</etc/services 7>>/tmp/appended 9<>/etc/hostname
    read -r line <&5
    exec "$@"'
call() {
    env -i PATH=/usr/sbin ODD=$'a b\nc' EMPTY= IPTABLES_WRAPPER_GUESS=retry \
        chroot "$image" /usr/bin/env --block-signal=USR2 /bin/sh -c "$circumstances" sh "$@" \
        <"$work/input" 3>"$work/three" 10</dev/null
}

new_image_with plain
printf 'some\ninput' >"$work/input"
stand_in nft
ln "$image/usr/sbin/xtables-nft-multi" "$image/iptables-restore"
arguments=(-A INPUT '' 'two words' '*' $'line\nfeed' -- --version "$(printf 'x%.0s' {1..5000})")
expect_success call /iptables-restore "${arguments[@]}"
direct=${stdout/\/iptables-restore/iptables-restore}
: >"$image/tmp/appended"
expect_success call iptables-restore "${arguments[@]}"
expect_part "what arrived" "signal 1 ignored" "$stdout"
expect_part "what arrived" "signal 12 blocked" "$stdout"
expect_equal "what arrived" "$direct" "$stdout"

mkfifo "$work/output"
(exec "${clean_environment[@]}" chroot "$image" iptables wait) >"$work/output" &
started=$!
exec 4<"$work/output"
read -r -t 60 line <&4
expect_equal "process id" "pid $started" "$line"
kill -TERM "$started"
read -r -t 60 line <&4
expect_equal "after SIGTERM" "received SIGTERM" "$line"
wait "$started"
