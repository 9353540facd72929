#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# alternatives.sh SUITE: the life of an installation on Debian: current after installing, switched by the first call
# with the group still in auto mode, current again or rightly switched after the package was reinstalled and upgraded.
. "$(dirname "$0")/../lib/scenario.sh"

# expect_group GROUP VALUE
expect_group() {
    local record
    record=$(in_image update-alternatives --query "$1")
    expect_part "record of $1" "Status: auto" "$record"
    expect_part "record of $1" "Best: /usr/sbin/iptables-wrapper" "$record"
    expect_part "record of $1" "Value: $2" "$record"
}

new_image_with alternatives "$1"
expect_group iptables /usr/sbin/iptables-wrapper
expect_group ip6tables /usr/sbin/iptables-wrapper
for mode in nft legacy; do
    for package in iptables iptables-upgrade; do
        plant_hint $mode
        expect_success in_image iptables -A FORWARD -s 192.0.2.1
        expect_commands_run $mode
        expect_group iptables /usr/sbin/iptables-$mode
        expect_group ip6tables /usr/sbin/ip6tables-$mode
        expect_success in_image apt-get install --reinstall --yes --allow-downgrades "/debs/$package.deb"
        expect_commands_run wrapper
        expect_success in_image iptables -C FORWARD -s 192.0.2.1
        expect_success in_image iptables -D FORWARD -s 192.0.2.1
        expect_equal "rules left in $mode" 0 "$(count_rules $mode iptables 192.0.2.1)"
        on_host iptables-$mode -t mangle -X KUBE-IPTABLES-HINT
        in_image iptables-wrapper --reset >"$work/reset"
    done
done
expect_part "version of the package" upgrade1 "$(in_image dpkg-query -W iptables)"
