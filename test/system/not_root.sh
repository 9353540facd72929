#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Without root, the installer says so first, before it looks at anything. A preview and a check work.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
keep_installer
as_user() { "${clean_environment[@]}" chroot --userspec 1000:1000 "$image" /opt/iptables-wrapper-installer "$@"; }
before=$(tree .)
for task in --quiet --uninstall; do
    expect_failure 1 "error: cannot change the commands: not root (uid 1000)" as_user $task
    expect_part "stderr" "hint: run it as root" "$stderr"
done
expect_success as_user --dry-run
expect_part "stdout" "would create '/usr/sbin/iptables-wrapper'" "$stdout"
expect_equal "stderr" "iptables-wrapper-installer: warning: not root (uid 1000): without --dry-run this would fail" "$stderr"
expect_failure 1 "hint: --root needs root (it calls chroot)" as_user --dry-run --root /
outcome_of as_user --check
expect_equal "exit status" 3 "$status"
expect_part "stdout" "bad  wrapper   '/usr/sbin/iptables-wrapper':" "$stdout"
expect_equal "tree" "$before" "$(tree .)"
