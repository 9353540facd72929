#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# `iptables-wrapper install`, as existing Dockerfiles call it: all six commands lead to the wrapper, missing ones are made, and so
# are links to nothing. What would be lost is left alone, and that is an error: a build must not go on without the wrapper.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
plant_hint nft
in_image iptables -S >"$work/rules"
rm "$image"/usr/sbin/ip6tables{,-restore}
expect_success in_image iptables-wrapper install
expect_commands_run wrapper
expect_part "install" "linked '/usr/sbin/ip6tables' -> 'iptables-wrapper'" "$stdout"
expect_success in_image iptables-wrapper install
expect_equal "lines that are not 'unchanged'" "" "$(grep -v '^unchanged ' <<<"$stdout")"

ln -sfn /etc/alternatives/iptables "$image/usr/sbin/iptables"
expect_success in_image iptables-wrapper install
expect_equal "stderr" "" "$stderr"
expect_commands_run wrapper

rm "$image/usr/sbin/iptables-save"
cp "$image/usr/sbin/xtables-legacy-multi" "$image/usr/sbin/iptables-save"
ln -sfn /usr/bin/true "$image/usr/sbin/ip6tables"
before=$(tree .)
outcome_of in_image iptables-wrapper install
expect_equal "exit status" 1 "$status"
for command in iptables-save ip6tables; do
    expect_part "stderr" "error: cannot replace '/usr/sbin/$command': it is something else, and would be lost" "$stderr"
done
expect_part "stderr" "hint: run iptables-wrapper-installer, which keeps what it replaces" "$stderr"
expect_equal "tree" "$before" "$(tree .)"
install_wrapper
expect_commands_run wrapper
