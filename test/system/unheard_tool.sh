#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# update-alternatives is at work, but the installer could not read that it was started. It waits for its end before it undoes what
# it did: otherwise both would change the links at a time.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
bring_installer
mv "$image/usr/bin/update-alternatives" "$image/usr/bin/real-update-alternatives"
# It answers in one piece, so that the reads of an installer can be counted.
cat >"$image/usr/bin/update-alternatives" <<'END'
#!/bin/sh
case $1 in --install) sleep 1 && [ -e /run/in-order ] || exit 2 ;; esac
answer=$(real-update-alternatives "$@") || exit
printf '%s\n' "$answer"
END
chmod 755 "$image/usr/bin/update-alternatives"
install_under_strace() {
    "${clean_environment[@]}" strace -o "$work/trace" "$@" chroot "$image" /iptables-wrapper-installer --no-cleanup --quiet
}

# Which of them is the one behind the start of the first change?
expect_failure 1 "exit status 2" install_under_strace
number=$(awk -F '(' '$1 == "read" { reads++; if (started) { number = reads; started = 0 } }
    $1 ~ /^(clone|clone3|fork|vfork)$/ { started = 1 } END { print number }' "$work/trace")
touch "$image/run/in-order"
before=$(tree .)
expect_failure 1 "iptables-wrapper-installer: error: cannot run '/usr/bin/update-alternatives': input/output error" \
    install_under_strace --inject=read:error=EIO:when="$number"
expect_equal "processes left" "" "$(pgrep -f update-alternatives)"
expect_equal "tree" "$before" "$(tree .)"
expect_success in_image /iptables-wrapper-installer --no-cleanup --quiet
expect_commands_run wrapper
