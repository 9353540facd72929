#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# ownership.sh kept|saved-by-copy|undone|state-file: files that belong to somebody else than root, and that only their owner may read, keep
# both when they are kept and brought back, copied for lack of hard links, put back by an undoing, or written anew.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
bring_installer
case $1 in
state-file)
    use_chkconfig sbin
    file=$image/var/lib/alternatives/iptables ;;
*)
    use_regular_files
    file=$image/usr/sbin/ip6tables-save ;;
esac
chown 12:34 "$file"
chmod 2750 "$file" # chown(2) takes the set-group-id bit away
# label [VALUE]: the extended attribute of the file, or makes it so.
label() { /usr/bin/python3 -c 'import os, sys
os.setxattr(sys.argv[1], "user.label", sys.argv[2].encode()) if len(sys.argv) > 2 else print(os.getxattr(sys.argv[1], "user.label").decode())' "$file" "$@"; }
label kept
before=$(tree .)
installer_with() { outcome_of "${clean_environment[@]}" strace -q -o "$work/trace" "$@"; }
owner() { stat -c '%u:%g %a' "$1"; }

# expect_way_back: installed, and then uninstalled.
expect_way_back() {
    expect_equal "exit status ($stderr)" 0 "$status"
    expect_commands_run wrapper
    expect_success in_image /iptables-wrapper-installer --no-cleanup --uninstall
    expect_equal "tree after --uninstall" "$before" "$(tree .)"
    expect_equal "extended attribute" kept "$(label)"
}

# expect_undone: an uninstallation whose last step, that of removing the wrapper, fails, where there are no hard links.
expect_undone() {
    local installed
    installed=$(tree .)
    installer_with -P /usr/sbin/iptables-wrapper -P "${file#"$image"}.iptables-wrapper-saved" -e inject=link,linkat:error=EXDEV \
        -e inject=unlink,unlinkat:error=EPERM chroot "$image" /iptables-wrapper-installer --no-cleanup --uninstall
    expect_equal "exit status ($stderr)" 1 "$status"
    expect_part "stderr" "all changes were rolled back" "$stderr"
    expect_equal "tree, undone" "$installed" "$(tree .)"
}

case $1 in
kept)
    outcome_of in_image /iptables-wrapper-installer --no-cleanup
    expect_equal "owner and mode of the kept file" "12:34 2750" "$(owner "$file.iptables-wrapper-saved")"
    expect_way_back ;;
saved-by-copy)
    installer_with -e inject=link,linkat:error=EXDEV chroot "$image" /iptables-wrapper-installer --no-cleanup
    expect_equal "owner and mode of the copy" "12:34 2750" "$(owner "$file.iptables-wrapper-saved")"
    expect_way_back ;;
undone)
    # Its kept file is renamed back; then nothing brings it back once more but what was read of it, without hard links.
    expect_success in_image /iptables-wrapper-installer --no-cleanup
    expect_undone ;;
state-file)
    expect_success in_image /iptables-wrapper-installer --no-cleanup
    expect_equal "owner and mode of the state file, installed" "12:34 2750" "$(owner "$file")"
    expect_equal "extended attribute" kept "$(label)"
    expect_undone
    outcome_of in_image /iptables-wrapper-installer --no-cleanup
    expect_way_back ;;
*) fail "no such case: $1" ;;
esac
