#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# switch.sh LAYOUT: --switch decides now, --wait lets the hint come later, and --reset points the commands back at the wrapper.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with "$1"
before=$(tree .)
plant_hint legacy
expect_success in_image iptables-wrapper --switch
expect_part "--switch" "linked '" "$stdout"
expect_commands_run legacy
expect_success in_image iptables-wrapper --reset
expect_part "--reset" "linked '" "$stdout"
expect_commands_run wrapper
expect_equal "tree" "$before" "$(tree .)"
expect_success in_image iptables-wrapper --reset
expect_part "second --reset" "unchanged '" "$stdout"

on_host iptables-legacy -t mangle -X KUBE-IPTABLES-HINT
(sleep 1 && plant_hint nft ip6tables) &
expect_success in_image iptables-wrapper --switch --wait 300
wait
expect_commands_run nft

# Where nothing is permanent, the commands lead to the wrapper again: for a setting, without evidence, and by rules alone. Waiting
# without any evidence changes nothing.
on_host ip6tables-nft -t mangle -X KUBE-IPTABLES-HINT
expect_failure 1 "iptables-wrapper: error: cannot switch the commands: no evidence after 1 s" in_image iptables-wrapper --switch --wait 1
expect_commands_run nft
for not_kept in "env IPTABLES_WRAPPER_MODE=nft" "env IPTABLES_WRAPPER_GUESS=retry"; do
    # shellcheck disable=SC2086 # the words of a command
    expect_success in_image $not_kept iptables-wrapper --switch
    expect_part "--switch" "; not permanent: " "$stdout"
    expect_commands_run wrapper
    expect_success in_image env IPTABLES_WRAPPER_GUESS=keep iptables-wrapper --switch
    expect_commands_run nft
done
on_host iptables-legacy -A INPUT -j ACCEPT
expect_success in_image iptables-wrapper --switch --wait 1
expect_part "--switch" "legacy: rules in legacy alone; not permanent: " "$stdout"
expect_commands_run wrapper

# What a call does not search, this does.
on_host iptables-legacy -N DOCKER
{ printf '*filter\n:many - [0:0]\n-A FORWARD -j DOCKER\n'
    for number in $(seq 4000); do echo "-A many -s 10.0.$((number / 256)).$((number % 256)) -j ACCEPT"; done
    echo COMMIT; } | on_host iptables-legacy-restore --noflush
expect_success in_image iptables -S FORWARD
expect_commands_run wrapper
expect_success in_image iptables-wrapper --detect
expect_part "--detect" "'iptables-wrapper --switch' does it once" "$stdout"
expect_success in_image iptables-wrapper --switch
expect_commands_run legacy
