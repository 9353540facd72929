#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Without CAP_NET_ADMIN, the kernel does not answer. The call is made with nft and does what the real command would do. Nothing is
# permanent, even if root could change the links, and --switch does not change that.
. "$(dirname "$0")/../lib/scenario.sh"

blindly() { setpriv --bounding-set=-net_admin "${clean_environment[@]}" chroot "$image" "$@"; }

new_image_with plain
plant_hint legacy
outcome_of blindly iptables-nft -S
real="$status $stdout $stderr"
outcome_of blindly iptables -S
expect_equal "the call, against iptables-nft's" "$real" "$status $stdout $stderr"
expect_commands_run wrapper

expect_failure 1 "iptables-wrapper: error: " blindly iptables-wrapper --switch
expect_commands_run wrapper

# With sight it finds the hint after all.
expect_success in_image iptables -S
expect_commands_run legacy
