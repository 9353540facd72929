#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# IPTABLES_WRAPPER_MODE overrides the hint and makes nothing permanent. A mode that does not exist is an error. An empty variable counts as
# unset. A set-uid wrapper ignores it; otherwise users could choose for root.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
plant_hint legacy
for mode in nft legacy; do
    expect_success in_image env IPTABLES_WRAPPER_MODE=$mode iptables -A FORWARD -s 192.0.2.1
    expect_equal "rule in $mode" 1 "$(count_rules $mode iptables 192.0.2.1)"
    expect_commands_run wrapper
done
for value in nftables NFT ' nft'; do
    expect_failure 125 "IPTABLES_WRAPPER_MODE" in_image env "IPTABLES_WRAPPER_MODE=$value" iptables -S
    expect_commands_run wrapper
done

# The caller may do all that root may but is not root, so that the kernel sets AT_SECURE.
stand_in nft
stand_in legacy
chmod 4755 "$image/usr/sbin/iptables-wrapper"
expect_success setpriv --reuid 65534 --clear-groups --inh-caps=+sys_chroot --ambient-caps=+sys_chroot \
    "${clean_environment[@]}" IPTABLES_WRAPPER_MODE=nonsense chroot "$image" iptables -S
expect_commands_run legacy
chmod 755 "$image/usr/sbin/iptables-wrapper"

in_image iptables-wrapper --reset >"$work/reset"
expect_success in_image env IPTABLES_WRAPPER_MODE= iptables -S
expect_commands_run legacy
