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

# What is set for the moment is not made permanent.
in_image iptables-wrapper --reset >"$work/reset"
expect_failure 1 "iptables-wrapper: error: " in_image env IPTABLES_WRAPPER_MODE=legacy iptables-wrapper --switch
on_host ip6tables-nft -t mangle -X KUBE-IPTABLES-HINT
expect_failure 1 "iptables-wrapper: error: " in_image env IPTABLES_WRAPPER_GUESS=retry iptables-wrapper --switch --wait 1
expect_commands_run wrapper
expect_success in_image iptables-wrapper --switch
expect_commands_run nft
