#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# One command is missing, the others are regular files, and /var is empty. All there is to record is that the command was missing. The
# directories for that are readable for everyone, whatever the umask, and are removed again.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_regular_files
rm -r "$image"/usr/sbin/ip6tables-save "${image:?}"/var/*
bring_installer
before=$(tree .)
expect_success in_image sh -c 'umask 0777 && exec /iptables-wrapper-installer --no-cleanup'
expect_commands_run wrapper
for directory in lib lib/iptables-wrapper lib/iptables-wrapper/original; do
    expect_equal "mode of /var/$directory" "755 0:0" "$(stat -c '%a %u:%g' "$image/var/$directory")"
done
expect_equal "what is kept" "ip6tables-save" "$(cd "$image/var/lib/iptables-wrapper/original" && echo *)"
expect_success in_image /iptables-wrapper-installer --no-cleanup --uninstall
rmdir "$image/var/lib" # it could be anybody's by now
expect_equal "tree after --uninstall" "$before" "$(tree .)"
