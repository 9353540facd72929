#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# install_twice.sh LAYOUT: a second installation says "unchanged" and changes nothing. After the first call has switched,
# another one makes the wrapper current again.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with "$1"
before=$(tree .)
install_wrapper
expect_equal "lines that are not 'unchanged' or the clean-up's" "" \
    "$(grep -v -e '^unchanged ' -e "^removed '/iptables-wrapper-installer'" <<<"$stdout")"
expect_part "second installation" "unchanged " "$stdout"
expect_equal "stderr" "" "$stderr"
expect_equal "tree" "$before" "$(tree .)"

plant_hint legacy
expect_success in_image iptables -S
expect_commands_run legacy
install_wrapper
expect_commands_run wrapper
expect_equal "tree" "$before" "$(tree .)"

# The same wrapper, for root alone: every user's call would fail.
chmod 700 "$image/usr/sbin/iptables-wrapper"
install_wrapper
expect_part "installation over a wrapper that is closed to others" "replaced '/usr/sbin/iptables-wrapper'" "$stdout"
expect_equal "tree" "$before" "$(tree .)"
