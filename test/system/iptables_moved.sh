#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# iptables_moved.sh CASE: what becomes of an installation when the iptables package changes under it, and of --uninstall then.
#   moved, rerun: from /sbin to /usr/sbin (Alpine 3.21); and the installer has run again
#   gone: it has been removed, but not the links that it did not make
#   upgraded: its commands are files, and newer ones are in their places
. "$(dirname "$0")/../lib/scenario.sh"

new_image
keep_installer
nothing_is_left() { expect_equal "what is left of ours" "" "$(tree . | grep -e wrapper | grep -v -e /opt/)"; }
case $1 in
moved | rerun)
    use_layout plain
    split_sbin
    for name in "${commands[@]}" "${real_programs[@]}"; do mv "$image/usr/sbin/$name" "$image/sbin/"; done
    expect_success installer
    expect_commands_run wrapper
    for name in "${real_programs[@]}"; do mv "$image/sbin/$name" "$image/usr/sbin/"; done
    link_commands_to xtables-nft-multi
    if [ "$1" = rerun ]; then
        expect_success installer
        expect_equal "stderr" "" "$stderr"
        expect_commands_run wrapper
        expect_equal "commands in /sbin" "" "$(find "$image/sbin/" -name 'ip*tables*')"
    fi
    expect_success installer --uninstall
    nothing_is_left
    expect_commands_run nft
    expect_equal "commands in /sbin" "" "$(find "$image/sbin/" -name 'ip*tables*')" ;;
gone)
    use_layout plain
    before=$(readlink "${commands[@]/#/$image/usr/sbin/}")
    expect_success installer
    remove_mode nft
    remove_mode legacy
    expect_success installer --uninstall
    nothing_is_left
    expect_equal "links" "$before" "$(readlink "${commands[@]/#/$image/usr/sbin/}")" ;;
upgraded)
    use_layout regular-files
    expect_success installer
    for command in "${commands[@]}"; do
        rm "$image/usr/sbin/$command"
        printf '#!/bin/sh\necho newer\n' >"$image/usr/sbin/$command"
        chmod 755 "$image/usr/sbin/$command"
    done
    expect_success installer --uninstall
    nothing_is_left
    expect_equal "what runs" newer "$(in_image iptables)"

    expect_success installer
    for command in "${commands[@]}"; do
        rm "$image/usr/sbin/$command"
        printf '#!/bin/sh\necho still newer\n' >"$image/usr/sbin/$command"
        chmod 755 "$image/usr/sbin/$command"
    done
    before=$(tree . | grep -v wrapper)
    expect_success installer
    expect_commands_run wrapper
    expect_success installer --uninstall
    nothing_is_left
    expect_equal "all else" "$before" "$(tree . | grep -v wrapper)" ;;
*) fail "no such case: $1" ;;
esac
