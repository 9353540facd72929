#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# storm.sh LAYOUT MODE CALLS [hint|owner]: so many calls of all six commands, 64 at a time, read and write rules while the links are reset
# again and again. Each does exactly what the real command does, and a reader that looks all the time never finds a command missing. Nothing
# is left behind, and no rule is in the other mode. The evidence for the host's mode is the kubelet's hint or the chain of an owner.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with "$1"
cp "$bin/storm" "$image/"
mount -t tmpfs tmpfs "$image/run" # for the locks of iptables-legacy
resets=()
for _ in {1..20}; do resets+=(-- iptables-wrapper --reset); done
outcome_of in_image /storm "$2" "${4-hint}" "$3" 64 "${resets[@]}"
echo "$1 $2 ${4-hint}: $stdout"
[ "$status" = 0 ] || fail "$stderr"
expect_equal "what is left behind" "" "$(find "$image"/usr/sbin "$image"/etc/alternatives -name '.*' -printf '%p\n')"
[[ $stdout =~ of\ ([0-9]+)\ asked,\ ([0-9]+)\ met ]] || fail "no numbers"
((BASH_REMATCH[2] * 5 > BASH_REMATCH[1])) || fail "hardly a first call among them"
