#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# elsewhere.sh CASE: dpkg's alternatives in places that are not looked at first.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
case $1 in
tool) # /usr/sbin/update-alternatives, as before dpkg 1.15
    mv "$image/usr/bin/update-alternatives" "$image/usr/sbin/"
    before=$(tree .) ;;
links)
    # Somebody's own group whose links are in /usr/local/sbin: it decides nothing about the commands in /usr/sbin.
    for command in iptables ip6tables; do
        in_image update-alternatives --quiet --remove-all $command
        in_image update-alternatives --quiet --install /usr/local/sbin/$command $command /usr/sbin/$command-legacy 10
    done
    link_commands_to xtables-nft-multi
    before=$(tree .) ;;
*) fail "no such case: $1" ;;
esac

install_wrapper
expect_commands_run wrapper
case $1 in
tool)
    expect_part "record" "Value: /usr/sbin/iptables-wrapper" "$(in_image update-alternatives --query iptables)"
    expect_equal "link of iptables" /etc/alternatives/iptables "$(readlink "$image/usr/sbin/iptables")" ;;
links) expect_equal "link of iptables" iptables-wrapper "$(readlink "$image/usr/sbin/iptables")" ;;
esac
plant_hint legacy
expect_success in_image iptables -A FORWARD -s 192.0.2.1
expect_equal "rules in legacy" 1 "$(count_rules legacy iptables 192.0.2.1)"
expect_commands_run legacy
install_wrapper --uninstall --no-cleanup
rm "$image/iptables-wrapper-installer"
expect_equal "tree after --uninstall" "$before" "$(tree .)"
