#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A guess that can do harm comes with a warning, and no guess is permanent: a user with CAP_NET_ADMIN who is not root cannot see legacy
# tables, but could change nft's. IPTABLES_WRAPPER_GUESS=never makes the guess an error.
. "$(dirname "$0")/../lib/scenario.sh"

half_blind() {
    setpriv --reuid 1000 --regid 1000 --clear-groups --inh-caps=+net_admin,+net_raw,+sys_chroot --ambient-caps=+net_admin,+net_raw,+sys_chroot \
        "${clean_environment[@]}" chroot "$image" "$@"
}

new_image_with plain
mount -t tmpfs -o mode=1777 tmpfs "$image/run"
on_host iptables-legacy -A INPUT -s 192.0.2.9 -j DROP
expect_success half_blind iptables -A FORWARD -s 192.0.2.1
expect_equal "stderr" "iptables-wrapper: warning: guessing nft: legacy IPv4: cannot read the list of tables: permission denied; \
IPTABLES_WRAPPER_MODE can say it" "$stderr"
expect_equal "rules in nft" 1 "$(count_rules nft iptables 192.0.2.1)"
expect_commands_run wrapper
on_host iptables-nft -F FORWARD
expect_failure 125 "cannot choose between nft and legacy: legacy IPv4: cannot read the list of tables: permission denied" \
    half_blind env IPTABLES_WRAPPER_GUESS=never iptables -A FORWARD -s 192.0.2.2
expect_part "hint" "iptables-wrapper: hint: run as root (uid 0)" "$stderr"
expect_equal "rules in nft" 0 "$(count_rules nft iptables 192.0.2.2)"

# What is seen in the other backend is no guess.
plant_hint nft
expect_success half_blind env IPTABLES_WRAPPER_GUESS=never iptables -A FORWARD -s 192.0.2.3
expect_equal "stderr" "" "$stderr"
on_host iptables-nft -t mangle -X KUBE-IPTABLES-HINT
on_host iptables-nft -F FORWARD

# With sight, rules in legacy decide. And where there is nothing, nft is no guess once it is known to work.
expect_success in_image env IPTABLES_WRAPPER_GUESS=never iptables -A FORWARD -s 192.0.2.4
expect_equal "rules in legacy" 1 "$(count_rules legacy iptables 192.0.2.4)"
on_host iptables-legacy -F
on_host iptables-nft -F
mount -o remount,bind,ro "$image"
expect_success in_image env IPTABLES_WRAPPER_GUESS=never iptables -V
expect_equal "stderr" "" "$stderr"
expect_failure 125 "IPTABLES_WRAPPER_GUESS 'ever'" in_image env IPTABLES_WRAPPER_GUESS=ever iptables -S
