#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# missing_variant.sh MODE: the hint asks for a mode that the image lacks. The exit status is 127, with the file and a remedy, and the other
# mode is never used; the same if only its interpreter is missing. If the program is there but cannot be executed, it is 126. Without
# evidence, the mode that is there is used; and that is said if there are rules in the one that is not.
. "$(dirname "$0")/../lib/scenario.sh"

mode=$1
new_image_with plain
plant_hint "$mode"
chmod 644 "$image/usr/sbin/xtables-$mode-multi"
expect_failure 126 "iptables-wrapper: error: cannot " in_image iptables -S
expect_part "stderr" "/usr/sbin/iptables-$mode'" "$stderr"

in_image iptables-wrapper --reset >"$work/reset"
rm "$image/usr/sbin/xtables-$mode-multi"
printf '#!/nowhere/to/be/found\n' >"$image/usr/sbin/xtables-$mode-multi"
chmod 755 "$image/usr/sbin/xtables-$mode-multi"
expect_failure 127 "iptables-wrapper: error: cannot run '/usr/sbin/iptables-$mode': its program interpreter is missing" \
    in_image iptables -S

in_image iptables-wrapper --reset >"$work/reset"
rm "$image"/usr/sbin/{iptables,ip6tables}-"$mode"* "$image/usr/sbin/xtables-$mode-multi"
expect_failure 127 "iptables-wrapper: error: cannot " in_image iptables -S
expect_part "stderr" "iptables-$mode" "$stderr"
expect_part "stderr" "iptables-wrapper: hint: " "$stderr"
expect_failure 127 "iptables-wrapper: error: cannot " in_image iptables-wrapper --switch
expect_commands_run wrapper

on_host "iptables-$mode" -t mangle -X KUBE-IPTABLES-HINT
expect_success in_image iptables -A FORWARD -s 192.0.2.1
expect_equal "rule" 1 "$(count_rules "$(other_mode "$mode")" iptables 192.0.2.1)"
expect_equal "stderr" "" "$stderr"

on_host "iptables-$(other_mode "$mode")" -F
on_host "iptables-$mode" -A FORWARD -s 192.0.2.9
expect_success in_image iptables -A FORWARD -s 192.0.2.2
expect_equal "stderr" "iptables-wrapper: warning: guessing $(other_mode "$mode"): rules in $mode alone, but only $(other_mode "$mode") is \
installed; install the $mode variant of iptables in this image" "$stderr"
expect_success in_image env IPTABLES_WRAPPER_GUESS=retry iptables -S FORWARD
expect_equal "stderr with GUESS=retry" "" "$(grep iptables-wrapper <<<"$stderr" || true)"
on_host "iptables-$(other_mode "$mode")" -F
expect_failure 125 "cannot choose between nft and legacy: rules in $mode alone, but only $(other_mode "$mode") is installed" \
    in_image env IPTABLES_WRAPPER_GUESS=never iptables -S FORWARD
