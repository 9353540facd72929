#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The life of an installation where libalternatives says what the commands run (openSUSE Tumbleweed): one more
# configuration each, with one number for all; each call goes through the wrapper; and the way back.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_libalternatives
before=$(tree .)
install_wrapper
for command in "${commands[@]}"; do
    expect_equal "$command" /usr/bin/alts "$(what_runs "$command")"
    expect_equal "configuration of $command" "binary=/usr/sbin/iptables-wrapper
man=iptables.8
group=iptables,iptables-save,iptables-restore,ip6tables,ip6tables-save,ip6tables-restore
options=KeepArgv0" "$(cat "$image/usr/share/libalternatives/$command/101.conf")"
done
installed=$(tree .)
install_wrapper
expect_equal "lines that are not 'unchanged' or the clean-up's" "" \
    "$(grep -v -e '^unchanged ' -e "^removed '/iptables-wrapper-installer'" <<<"$stdout")"

for mode in nft legacy; do
    plant_hint $mode
    expect_success in_image iptables -A FORWARD -s 192.0.2.1
    expect_success in_image ip6tables -A FORWARD -s 2001:db8::1
    expect_equal "rules in $mode" 1 "$(count_rules $mode iptables 192.0.2.1)"
    expect_equal "IPv6 rules in $mode" 1 "$(count_rules $mode ip6tables 2001:db8::1)"
    on_host iptables-$mode -t mangle -X KUBE-IPTABLES-HINT
    expect_equal "tree" "$installed" "$(tree .)"
done

# A package with a higher number: the wrapper goes before it again, and leaves nothing of its old number behind.
printf 'binary=/usr/sbin/iptables-legacy\n' >"$image/usr/share/libalternatives/iptables/500.conf"
install_wrapper
for command in "${commands[@]}"; do
    expect_equal "wrapper's configurations of $command" "501.conf" \
        "$(cd "$image/usr/share/libalternatives/$command" && grep -l iptables-wrapper ./*.conf | cut -c 3-)"
done
rm "$image/usr/share/libalternatives/iptables/500.conf"

install_wrapper --uninstall --no-cleanup
rm "$image/iptables-wrapper-installer"
expect_equal "tree after --uninstall" "$before" "$(tree .)"

# What the administrator has chosen is beyond all numbers.
echo iptables-save=100 >"$image/etc/libalternatives.conf"
bring_installer
before=$(tree .)
expect_failure 1 "'/etc/libalternatives.conf' chooses number 100" in_image /iptables-wrapper-installer
expect_equal "tree" "$before" "$(tree .)"
