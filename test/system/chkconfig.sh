#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# chkconfig.sh sbin|bin: the life of an installation if chkconfig's alternatives keeps the links (Fedora up to 41; 42 and later). The
# wrapper is current after installing, and switched by the first call. Each time, the state file is what the tool itself would have written.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_chkconfig "$1"
before=$(tree .)
install_wrapper
installed=$(tree .)
record=$(cat "$image/var/lib/alternatives/iptables")
expect_commands_run wrapper
expect_part "display" "status is auto" "$(in_image alternatives --display iptables)"
expect_part "display" "points to /usr/$1/iptables-wrapper" "$(in_image alternatives --display iptables)"

# What the tool makes of it by itself is the same, byte for byte.
in_image alternatives --auto iptables
expect_equal "tree after --auto" "$installed" "$(tree .)"

for mode in nft legacy; do
    plant_hint $mode
    expect_success in_image iptables -A FORWARD -s 192.0.2.1
    expect_equal "rules in $mode" 1 "$(count_rules $mode iptables 192.0.2.1)"
    expect_commands_run $mode
    expect_equal "record" "$record" "$(cat "$image/var/lib/alternatives/iptables")"
    # The packages are upgraded: the tool takes the mode for a choice by hand, and keeps it.
    register_with_chkconfig "/usr/$1" nft 10
    register_with_chkconfig "/usr/$1" legacy 10
    expect_commands_run $mode
    expect_part "display" "status is manual" "$(in_image alternatives --display iptables)"
    on_host iptables-$mode -t mangle -X KUBE-IPTABLES-HINT
    install_wrapper
    expect_equal "tree" "$installed" "$(tree .)"
done

plant_hint legacy
in_image iptables -S >"$work/rules"
register_with_chkconfig "/usr/$1" nft 10
install_wrapper --uninstall --no-cleanup
rm "$image/iptables-wrapper-installer"
expect_equal "tree after --uninstall" "$before" "$(tree .)"
