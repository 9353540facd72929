#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A kernel that has no nft and no hint: the call is made with legacy, which works there.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
plant_junk legacy
expect_success in_image iptables-legacy -S
real=$stdout
expect_success "$bin/without_nft" "${clean_environment[@]}" chroot "$image" iptables -S
expect_equal "rules, against iptables-legacy's" "$real" "$stdout"
expect_equal "stderr" "" "$stderr"
expect_commands_run wrapper

# A legacy hint is a certain answer there too.
plant_hint legacy
expect_success "$bin/without_nft" "${clean_environment[@]}" chroot "$image" iptables -S
expect_commands_run legacy
