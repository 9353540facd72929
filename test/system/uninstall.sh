#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# uninstall.sh LAYOUT STATE: --uninstall restores exactly what was there before the installation (layout.sh), also a choice by hand and what a
# package had left out, and keeps what others have made since. This compares all files and the records of the link system.
. "$(dirname "$0")/../lib/scenario.sh"

layout=$1 state=$2
sbin=/usr/sbin

listing() { tree . | without_status; }
records() {
    case $layout in
    alternatives) in_image update-alternatives --query iptables && in_image update-alternatives --query ip6tables ;;
    chkconfig-*) in_image alternatives --display iptables ;;
    esac
}
first_call() {
    plant_hint legacy
    expect_success in_image iptables -S
    [ "$layout" = libalternatives ] || expect_commands_run legacy
}
without_others() { grep -v -e "^\.$sbin/iptables-save " -e "^\.$sbin/ip6tables "; }
expect_before() {
    expect_equal "tree after --uninstall" "$before" "$(listing)"
    expect_equal "records after --uninstall" "$record" "$(records)"
}

new_image
use_layout "$layout"
keep_installer
case $state in
manual)
    case $layout in
    alternatives) in_image update-alternatives --quiet --set ip6tables /usr/sbin/ip6tables-legacy ;;
    chkconfig-*) in_image alternatives --set iptables "/usr/${layout#*-}/iptables-legacy" ;;
    esac ;;
lacking-follower)
    # What is current before and after the wrapper provides no ip6tables-save, so its link comes and goes with the wrapper.
    in_image update-alternatives --quiet --install /usr/sbin/ip6tables ip6tables /usr/sbin/ip6tables-nft 20 \
        --slave /usr/sbin/ip6tables-restore ip6tables-restore /usr/sbin/ip6tables-nft-restore
    expect_equal "ip6tables-save before the installation" "" "$(listing | grep -e '/ip6tables-save ')" ;;
esac
before=$(listing)
record=$(records)
expect_success installer
[ "$layout" = libalternatives ] || expect_commands_run wrapper

case $state in
manual | lacking-follower) ;;
links-of-others)
    first_call
    ln -sfn /opt/firewall "$image$sbin/iptables-save"
    ln -sfn xtables-legacy-multi "$image$sbin/ip6tables" ;;
package-removed)
    case $layout in
    alternatives) expect_success in_image dpkg --remove iptables ;;
    chkconfig-*)
        for mode in nft legacy; do
            in_image alternatives --remove iptables "/usr/${layout#*-}/iptables-$mode"
            remove_mode $mode
        done ;;
    plain | libalternatives)
        # Its own commands had these names, so it takes our links along.
        rm -r "${commands[@]/#/$image$sbin/}" "$image/usr/share/libalternatives"/ip*/{20,100}.conf 2>/dev/null || true
        remove_mode nft
        remove_mode legacy ;;
    esac ;;
*) fail "no such state: $state" ;;
esac

expect_success installer --uninstall
expect_equal "stderr" "" "$stderr"
case $state in
links-of-others)
    expect_equal "iptables-save" /opt/firewall "$(readlink "$image$sbin/iptables-save")"
    expect_equal "ip6tables" xtables-legacy-multi "$(readlink "$image$sbin/ip6tables")"
    expect_equal "all else after --uninstall" "$(without_others <<<"$before")" "$(listing | without_others)"
    expect_equal "records after --uninstall" "$record" "$(records)" ;;
package-removed)
    expect_equal "what is left of ours" "" \
        "$(listing | grep -e iptables-wrapper -e 'alternatives/.*101.conf' -e ' iptables-\(nft\|legacy\)' | grep -v /opt/)" ;;
*) expect_before ;;
esac
