#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# chkconfig_odd.sh CASE: groups that are not as the packages leave them, and the way back to exactly that.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_chkconfig sbin
record=$image/var/lib/alternatives/iptables
by_hand() { in_image alternatives --set iptables /usr/sbin/iptables-legacy; }
case $1 in
by-hand) by_hand ;;
families) sed -i 's/^10$/@native@10/' "$record" ;;
high-priority) sed -i '0,/^10$/s//5000/' "$record" ;;
four-followers)
    # The one that is current has no ip6tables-restore, so there is no such link.
    by_hand
    sed -i '$d' "$record"
    echo >>"$record"
    rm "$image"/{usr/sbin,etc/alternatives}/ip6tables-restore ;;
regular-file)
    rm "$image/usr/sbin/ip6tables"
    cp "$image/usr/sbin/xtables-nft-multi" "$image/usr/sbin/ip6tables" ;;
package-removed) ;;
half-written)
    touch "$record.new"
    bring_installer
    before=$(tree .)
    expect_failure 1 "/var/lib/alternatives/iptables.new" in_image /iptables-wrapper-installer
    expect_part "hint" "hint: remove '/var/lib/alternatives/iptables.new'" "$stderr"
    expect_equal "tree" "$before" "$(tree .)"
    rm "$record.new"
    expect_success in_image /iptables-wrapper-installer
    expect_commands_run wrapper
    exit ;;
other-form)
    echo >>"$record"
    install_wrapper
    expect_part "stderr" "warning: cannot use '/var/lib/alternatives/iptables'" "$stderr"
    expect_commands_run wrapper
    exit ;;
esac

before=$(tree .)
install_wrapper
expect_commands_run wrapper
expect_part "record" auto "$(head -n 1 "$record")"
if [ "$1" = package-removed ]; then
    for mode in nft legacy; do
        in_image alternatives --remove iptables /usr/sbin/iptables-$mode
    done
    rm "$image"/usr/sbin/{x,ip,ip6}tables-{nft,legacy}*
    expect_success in_image /usr/sbin/alternatives --display iptables
    install_wrapper --uninstall
    expect_equal "what is left" "" "$(find "$image"/{etc,usr/sbin,var/lib} -name 'ip*tables*' -path '*alternatives*' \
        -o -path '*/sbin/ip*tables*' ! -name 'iptables-apply' ! -name 'ip6tables-apply' ! -name '*-translate')"
    exit
fi
plant_hint legacy
in_image iptables -S >"$work/rules"
expect_commands_run legacy
install_wrapper
expect_commands_run wrapper
install_wrapper --uninstall --no-cleanup
rm "$image/iptables-wrapper-installer"
expect_equal "tree after --uninstall" "$before" "$(tree .)"
