#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# If there is no musl, the wrapper is built from the same source with the system's C library, and does the same. Nobody gets another C
# library than the one that they asked for.
. "$(dirname "$0")/../lib/scenario.sh"

configure() { cmake --preset release -S "$checkout" -B "$work/build" -D BUILD_TESTING=OFF "$@"; }
cd "$checkout"

outcome_of configure -D IPTABLES_WRAPPER_LIBC=newlib
expect_equal "exit status for a library that is not known" 1 "$status"
expect_part "stderr" "IPTABLES_WRAPPER_LIBC is 'newlib': must be musl or system" "$(<"$work/stderr")"

outcome_of configure -D IPTABLES_WRAPPER_LIBC=musl -D IPTABLES_WRAPPER_MUSL="$work/%"
expect_equal "exit status without musl" 1 "$status"
expect_part "stderr" "There is no musl in $work/lib: install musl-dev, or set IPTABLES_WRAPPER_LIBC=system" \
    "$(tr -s '\n ' ' ' <"$work/stderr")"

rm -rf "$work/build"
expect_success configure -D IPTABLES_WRAPPER_LIBC=system
expect_success cmake --build "$work/build" --target iptables-wrapper --parallel
expect_part "what the wrapper was linked with" "libc.a(libc-start.o)" "$(<"$work/build/iptables-wrapper.map")"
[ "$(stat -c %s "$work/build/bin/iptables-wrapper")" -gt 300000 ] || fail "that is not glibc's size"

for mode in legacy nft; do
    new_image
    use_layout plain
    bring_installer
    expect_success in_image /iptables-wrapper-installer --quiet
    cp "$work/build/bin/iptables-wrapper" "$image/usr/sbin/iptables-wrapper"
    plant_hint $mode
    expect_success in_image iptables -A INPUT -s 192.0.2.7 -j ACCEPT
    expect_equal "rules in $mode" 1 "$(count_rules $mode iptables '-A INPUT -s 192\.0\.2\.7')"
    expect_commands_run $mode
    on_host nft flush ruleset
done
