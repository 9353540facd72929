#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# read_only.sh LAYOUT DIRECTORY: what cannot be written makes no difference to calls: they run the right program, and print only its words.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with "$1"
plant_hint legacy
mount -t tmpfs tmpfs "$image/run" # for the lock of iptables-legacy
mount --rbind "$image/$2" "$image/$2"
mount -o remount,bind,ro "$image/$2"
! touch "$image/$2/file" 2>/dev/null || fail "$2 is writable"

for address in 192.0.2.1 192.0.2.2; do
    expect_success in_image iptables -A FORWARD -s $address
    expect_equal "stdout and stderr" "" "$stdout$stderr"
done
expect_equal "rules in legacy" 2 "$(count_rules legacy iptables 192.0.2)"
expect_success in_image ip6tables-legacy-save
real=${stdout//#*/}
expect_success in_image ip6tables-save
expect_equal "output, against ip6tables-legacy-save's" "$real" "${stdout//#*/}"

# Where nothing could be changed, that is asked for once a call, and not tried; and it is only said to those who ask.
if [ "$(what_runs iptables)" = /usr/sbin/iptables-wrapper ]; then
    expect_success "${clean_environment[@]}" strace -e 'trace=/^(symlink|rename|flock)' -o "$work/trace" chroot "$image" iptables -V
    expect_equal "what is tried" "" "$(grep -v '^[-+]' "$work/trace")"
    expect_success in_image env IPTABLES_WRAPPER_DEBUG=2 iptables -V
    expect_part "stderr" "; not permanent: cannot change the link '/" "${stderr,,}"
    expect_part "stderr" "iptables': read-only file system" "${stderr,,}"
fi
