#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# full_disk.sh LAYOUT DIRECTORY: the disk with DIRECTORY is full, and then has room for one more file each time. Until there is enough, the
# installation fails and has changed nothing; after that, the uninstallation likewise. The wrapper's calls become the real command all the
# same, without a word, and switch all six links or none.
. "$(dirname "$0")/../lib/scenario.sh"

layout=$1 directory=$2
new_image
use_layout "$layout"
bring_installer
plant_hint nft

# A disk of its own for the directory, in memory.
cp -a "$image/$directory" "$work/content"
mount -t tmpfs -o mode=755 tmpfs "$image/$directory"
cp -a "$work/content/." "$image/$directory"

# leave_room INODES [KIB]: for so many files, links and directories; of so many KiB in all, else more than enough.
leave_room() {
    local -i inodes kib
    read -r inodes kib < <(df --output=iused,used "$image/$directory" | tail -n 1)
    mount -o "remount,nr_inodes=$((inodes + $1)),size=$((kib + ${2-65536}))k" "$image/$directory"
}
state() { tree usr/sbin etc var/lib; }
leftovers() { find "$image"/usr/sbin "$image"/etc "$image"/var/lib -name '.iptables-wrapper-*'; }

# expect_full: that was a failure for want of room, and nothing has changed.
expect_full() {
    expect_equal "exit status with $1 ($stderr)" 1 "$status"
    expect_part "stderr with $1" ": error: cannot " "$stderr"
    expect_part "stderr with $1" "no space left on device" "${stderr,,}"
    expect_equal "state with $1 ($stderr)" "$before" "$(state)"
}

# until_it_fits OPTION...: runs the installer with room for more and more files.
until_it_fits() {
    local -i room
    before=$(state)
    for ((room = 0; room < 50; room++)); do
        leave_room $room
        outcome_of in_image /iptables-wrapper-installer --no-cleanup --quiet "$@"
        [ "$status" != 0 ] || break
        expect_full "room for $room more files"
    done
    echo "installer $*: done with room for $room files"
    expect_equal "exit status in the end ($stderr)" 0 "$status"
}

before=$(state)
if [ "$directory" = usr/sbin ]; then
    leave_room 50 $(($(stat -c %s "$bin/iptables-wrapper") / 2048)) # KiB: half of the wrapper can be written
    outcome_of in_image /iptables-wrapper-installer --no-cleanup --quiet
    expect_full "room for half of the wrapper"
fi
until_it_fits
expect_commands_run wrapper

for ((room = 0; room < 50; room++)); do
    leave_room $room
    on_host iptables-nft -F INPUT
    outcome_of in_image iptables-restore --noflush <<<$'*filter\n-A INPUT -s 192.0.2.7 -j ACCEPT\nCOMMIT'
    expect_equal "exit status, stdout and stderr with room for $room files" "0||" "$status|$stdout|$stderr"
    expect_equal "rules with room for $room files" 1 "$(count_rules nft iptables 192.0.2.7)"
    expect_equal "leftovers" "" "$(leftovers)"
    [ "$(what_runs ip6tables-restore)" = /usr/sbin/iptables-wrapper ] || break
    expect_commands_run wrapper
done
echo "iptables-restore: switched with room for $room files"
expect_commands_run nft
until_it_fits --uninstall
expect_equal "leftovers" "" "$(leftovers)"
