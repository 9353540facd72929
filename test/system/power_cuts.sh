#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# power_cuts.sh FILE-SYSTEM LAYOUT COMPANY [STRIDE [ACTIONS]]: a guest with a disk of that file system (ext4, xfs, btrfs, overlay)
# installs, makes a first call, installs again, makes a first call and uninstalls: alone (COMPANY quiet), or while others write back now
# this directory and now all there is (busy). All its writes are logged. The disk is then brought into the states in which a
# power cut can leave it: at each flush, and between two flushes with some of the writes done. In each of them, or each
# STRIDE-th of those in ACTIONS (a regular expression), every file and link is whole, all six commands work, the installer installs
# or uninstalls, and all is as it should be in the end.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/guests/machines.sh"
. "$checkout/test/guests/systems.sh"
. "$checkout/test/guests/boot.sh"
. "$checkout/test/power_cuts/disk.sh"
. "$checkout/test/power_cuts/record.sh"
. "$checkout/test/power_cuts/points.sh"
. "$checkout/test/power_cuts/judge.sh"

file_system=$1 layout=$2 company=$3 stride=${4-1} phases=${5-.} guest=bookworm-amd64
seed=${SEED:-$RANDOM}
[ -e "$kernels/$guest.recipe" ] || fail "there is no guest in build/kernels; test/power-cuts makes it"

new_image
case $layout in
manual)
    for group in iptables ip6tables; do
        in_image update-alternatives --quiet --set $group /usr/sbin/$group-legacy
    done ;;
*) use_layout "$layout" ;;
esac
keep_installer
make_file_system "$file_system" "$work/base"
fill_disk "$file_system" "$work/base"
record "$work/base" "$work/log"
write_log points "$work/log" "$marks" "$seed" >"$work/points"
echo "$file_system $layout $company: $(grep -cE '^(begin|end):.* [0-9f]' "$work/points") points, SEED=$seed"

# The host is in the mode in which the commands were not before the installation: what a call then leaves is not what was there before.
case $layout in
manual) plant_hint nft ;;
*) plant_hint legacy ;;
esac
keep_states
judge_points
echo "$file_system $layout $company: $tried points tried, ${#seen[@]} states, $bad bad, $SECONDS s"
[ "$tried" -gt 0 ] || fail "no points"
[ "$bad" = 0 ]
