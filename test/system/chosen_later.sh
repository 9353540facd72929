#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# chosen_later.sh LAYOUT: what an administrator chooses by hand after the wrapper was installed stays with --keep-choice and with
# --uninstall. If the installer is told to replace it, --uninstall brings it back.
. "$(dirname "$0")/../lib/scenario.sh"

layout=$1 place=/usr/${1#*-}
choose() {
    case $layout in
    alternatives)
        in_image update-alternatives --quiet --set iptables /usr/sbin/iptables-legacy
        in_image update-alternatives --quiet --set ip6tables /usr/sbin/ip6tables-legacy ;;
    chkconfig-*) in_image alternatives --set iptables "$place/iptables-legacy" ;;
    libalternatives) printf '%s=20\n' "${commands[@]}" >"$image/etc/libalternatives.conf" ;;
    plain) link_commands_to xtables-legacy-multi ;; # what a call writes is iptables-legacy
    esac
}
expect_legacy() {
    local command
    for command in "${commands[@]}"; do
        expect_part "$command" "(legacy)" "$(in_image "$command" --version)"
    done
}
# What is left when the wrapper goes: the choice, and no trace of the wrapper.
expect_choice() {
    expect_legacy
    expect_equal "tree after --uninstall" "$chosen" "$(tree . | without_status)"
}

new_image
use_layout "$layout"
keep_installer
fresh=$(tree . | without_status)
choose
chosen=$(tree . | without_status)
case $layout in
alternatives)
    in_image update-alternatives --quiet --auto iptables
    in_image update-alternatives --quiet --auto ip6tables ;;
chkconfig-*) in_image alternatives --auto iptables ;;
libalternatives) rm "$image/etc/libalternatives.conf" ;;
plain) link_commands_to xtables-nft-multi ;;
esac
expect_equal "tree before" "$fresh" "$(tree . | without_status)"

expect_success installer
choose
before=$(tree .)
expect_success installer --keep-choice
expect_equal "lines that are not 'unchanged' or 'left'" "" "$(grep -v -e '^unchanged ' -e '^left ' <<<"$stdout")"
expect_equal "tree after --keep-choice" "$before" "$(tree .)"
expect_legacy
expect_success installer --uninstall
expect_choice

case $layout in libalternatives | plain) exit ;; esac
# Chosen after a first call has switched, and with the tool run again.
case $layout in
alternatives) in_image update-alternatives --quiet --auto iptables && in_image update-alternatives --quiet --auto ip6tables ;;
chkconfig-*) in_image alternatives --auto iptables ;;
esac
expect_success installer
plant_hint nft
in_image iptables -S >"$work/rules"
expect_commands_run nft
choose
expect_success installer --keep-choice
expect_legacy
expect_success installer
expect_commands_run wrapper
expect_success installer --uninstall
expect_choice
