#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# root.sh LAYOUT: from outside, --root and DPKG_ROOT do what the installer does inside, with the wrapper beside it outside. The installer is
# not deleted. --uninstall restores everything.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_layout "$1"
before=$(tree .)
install_wrapper
inside=$(tree .)
install_wrapper --uninstall --no-cleanup
rm "$image/iptables-wrapper-installer"
expect_equal "tree after --uninstall" "$before" "$(tree .)"

# No devices are needed in there, not even /dev/null.
umount "$image"/dev/*
rm "$image"/dev/*
mkdir "$work/tools"
cp "$bin/iptables-wrapper-installer" "$work/tools/"
expect_success "$work/tools/iptables-wrapper-installer" --root "$image"
expect_part "stdout" "created '/usr/sbin/iptables-wrapper'" "$stdout"
expect_equal "tree after --root" "$inside" "$(tree .)"
expect_commands_run wrapper
expect_success "$work/tools/iptables-wrapper-installer" --root "$image"
expect_equal "lines that are not 'unchanged'" "" "$(grep -v '^unchanged ' <<<"$stdout")"
expect_success env DPKG_ROOT="$image" "$work/tools/iptables-wrapper-installer" --uninstall
expect_equal "tree after --uninstall" "$before" "$(tree .)"

cp "$bin/iptables-wrapper" "$work/tools/"
(cd "$work" && env DPKG_ROOT=/nowhere tools/iptables-wrapper-installer --quiet --root image)
expect_commands_run wrapper
expect_equal "tools" "iptables-wrapper iptables-wrapper-installer" "$(cd "$work/tools" && echo *)"

expect_failure 1 "cannot enter the root directory '$work/nowhere': no such" \
    "$work/tools/iptables-wrapper-installer" --root "$work/nowhere"
expect_failure 1 "hint: run it as root" setpriv --reuid 1000 --clear-groups "$work/tools/iptables-wrapper-installer" \
    --root "$image"
