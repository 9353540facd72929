#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# broken_tool.sh CASE: a link system whose tool does not work is named. If iptables is not registered with it, plain links do the work. If
# it is, the installer changes nothing, because plain links over registered ones do not last. One that was started though the installer could
# not read so (unheard) is waited for before what it did is undone: otherwise both would change the links at a time.
. "$(dirname "$0")/../lib/scenario.sh"

# break_tool LINE: what update-alternatives does from now on.
break_tool() {
    rm -f "$image/usr/bin/update-alternatives"
    printf '#!/bin/sh\n%s\n' "$1" >"$image/usr/bin/update-alternatives"
    chmod 755 "$image/usr/bin/update-alternatives"
}
forget_registration() {
    rm "$image"/var/lib/dpkg/alternatives/ip{,6}tables "$image"/etc/alternatives/ip{,6}tables*
    link_commands_to xtables-nft-multi
}
expect_refusal() {
    bring_installer
    local before
    before=$(tree .)
    expect_failure 1 "iptables-wrapper-installer: error: cannot $1" in_image /iptables-wrapper-installer
    expect_part "stderr" "iptables-wrapper-installer: hint: iptables is registered with it: repair it" "$stderr"
    expect_equal "tree" "$before" "$(tree .)"
}
# expect_plain_links WARNING
expect_plain_links() {
    install_wrapper
    expect_equal "stderr" "iptables-wrapper-installer: warning: cannot $1; going on as if it were not installed" "$stderr"
    expect_commands_run wrapper
    expect_equal "link of iptables" iptables-wrapper "$(readlink "$image/usr/sbin/iptables")"
    install_wrapper --uninstall --quiet
    expect_commands_run nft
}
new_image
case $1 in
fails)
    break_tool 'echo "out of order" >&2; exit 7'
    expect_refusal "use '/usr/bin/update-alternatives': exit status 7 (out of order)"
    forget_registration
    expect_plain_links "use '/usr/bin/update-alternatives': exit status 7 (out of order)" ;;
not-executable)
    chmod 644 "$image/usr/bin/update-alternatives"
    expect_refusal "run '/usr/bin/update-alternatives': permission denied"
    forget_registration
    expect_plain_links "run '/usr/bin/update-alternatives': permission denied" ;;
killed)
    break_tool "kill -SEGV \$\$"
    expect_refusal "use '/usr/bin/update-alternatives': killed by signal 11"
    forget_registration
    expect_plain_links "use '/usr/bin/update-alternatives': killed by signal 11" ;;
silent)
    # Only its answer is missing. Its exit status is that for "no such group", which the record belies.
    # shellcheck disable=SC2016 # $1 is the tool's
    break_tool 'case $1 in --query) echo "out of order" >&2; exit 2 ;; --help) ;; *) echo "update-alternatives version 1.22" ;; esac'
    bring_installer
    before=$(tree .)
    expect_failure 1 "cannot read the alternatives of group 'iptables': exit status 2 (out of order)" in_image /iptables-wrapper-installer
    expect_equal "tree" "$before" "$(tree .)"
    forget_registration
    install_wrapper
    expect_equal "link of iptables" iptables-wrapper "$(readlink "$image/usr/sbin/iptables")" ;;
odd-answer)
    # It is what it says, but its answer cannot be understood.
    # shellcheck disable=SC2016 # $1 is the tool's
    break_tool 'case $1 in --query) echo "Name: iptables" ;; *) echo "update-alternatives version 1.22" ;; esac'
    bring_installer
    before=$(tree .)
    expect_failure 1 "cannot read the alternatives of group 'iptables': '/usr/bin/update-alternatives' printed an unknown format" \
        in_image /iptables-wrapper-installer
    expect_equal "tree" "$before" "$(tree .)" ;;
unheard)
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
    expect_commands_run wrapper ;;
esac
