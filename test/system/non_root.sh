#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# An ordinary user who may administer the network gets the right mode. One who may not gets what the real command would have said. Neither
# changes a link, and the wrapper adds no word of its own.
. "$(dirname "$0")/../lib/scenario.sh"

as_user() {
    local capabilities=$1
    shift
    setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps="$capabilities" --ambient-caps="$capabilities" \
        "${clean_environment[@]}" chroot "$image" "$@"
}

new_image_with plain
plant_hint nft
before=$(tree usr/sbin)
for capabilities in +net_admin,+net_raw,+sys_chroot +sys_chroot; do
    for arguments in -S "-A FORWARD -s 192.0.2.1"; do
        # shellcheck disable=SC2086 # one word an argument
        outcome_of as_user "$capabilities" iptables-nft $arguments
        real="$status $stdout $stderr"
        # shellcheck disable=SC2086
        outcome_of as_user "$capabilities" iptables $arguments
        expect_equal "iptables $arguments with $capabilities" "${real//iptables-nft/iptables}" "$status $stdout $stderr"
    done
done
expect_equal "rules of the one who may, by real command and by wrapper" 2 "$(count_rules nft iptables 192.0.2.1)"
expect_equal "/usr/sbin" "$before" "$(tree usr/sbin)"
