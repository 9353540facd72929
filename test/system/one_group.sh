#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# dpkg's tool with one group for all six commands, whose alternatives are the multi-call binaries (openSUSE Leap): the wrapper is registered
# in the same way, and --uninstall restores the group.
. "$(dirname "$0")/../lib/scenario.sh"

# register MODE PRIORITY: as the package there does.
register() {
    local command followers=()
    for command in "${commands[@]:1}"; do
        followers+=(--slave "/usr/sbin/$command" "$command" "/usr/sbin/xtables-$1-multi")
    done
    in_image update-alternatives --quiet --install /usr/sbin/iptables iptables "/usr/sbin/xtables-$1-multi" "$2" \
        "${followers[@]}"
}

new_image
for command in iptables ip6tables; do
    in_image update-alternatives --quiet --remove-all $command
done
register legacy 1
register nft 2
before=$(tree .)
install_wrapper
expect_commands_run wrapper
record=$(in_image update-alternatives --query iptables)
expect_part "record" "Value: /usr/sbin/iptables-wrapper" "$record"
for command in "${commands[@]:1}"; do
    expect_part "record" " $command /usr/sbin/iptables-wrapper" "$record"
done
installed=$(tree .)
install_wrapper
expect_equal "tree after the second installation" "$installed" "$(tree .)"

for mode in nft legacy; do
    plant_hint $mode
    expect_success in_image ip6tables -A FORWARD -s 2001:db8::1
    expect_equal "rules in $mode" 1 "$(count_rules $mode ip6tables 2001:db8::1)"
    expect_commands_run $mode
    # The package is upgraded.
    register legacy 1
    register nft 2
    expect_commands_run $mode
    on_host iptables-$mode -t mangle -X KUBE-IPTABLES-HINT
    install_wrapper
    expect_equal "tree" "$installed" "$(tree .)"
done

plant_hint legacy
in_image iptables -S >"$work/rules"
register nft 2
install_wrapper --uninstall --no-cleanup
rm "$image/iptables-wrapper-installer"
expect_equal "tree after --uninstall" "$before" "$(tree .)"
