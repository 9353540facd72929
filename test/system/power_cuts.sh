#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# power_cuts.sh FILE-SYSTEM LAYOUT COMPANY [STRIDE [ACTIONS]]: a guest with a disk of that file system (ext4, xfs, btrfs, overlay)
# installs, makes a first call, installs again, makes a first call and uninstalls: alone (COMPANY quiet), or while others write back now
# this directory and now all there is (busy). All its writes are logged. The disk is then brought into the states in which a
# power cut can leave it: at each flush, and between two flushes with some of the writes done. In each of them, or each
# STRIDE-th of those in ACTIONS (a regular expression), every file and link is whole, all six commands work, the installer installs
# or uninstalls, and all is as it should be in the end.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/guests/systems.sh"
. "$checkout/test/guests/boot.sh"
. "$checkout/test/power_cuts/disk.sh"
. "$checkout/test/power_cuts/points.sh"
. "$checkout/test/power_cuts/judge.sh"

# bring_strace DIRECTORY: this machine's, with its own libraries: the guest's may be older.
bring_strace() {
    local loader
    mkdir -p "$1"
    ldd "$(command -v strace)" | grep -o '/[^ ]* (0x' | cut -d ' ' -f 1 | xargs -I '{}' cp -L '{}' "$1/"
    loader=$(basename "$(readelf -lW "$(command -v strace)" | sed -n 's/.*program interpreter: \(.*\)\]/\1/p')")
    cp "$(command -v strace)" "$1/strace"
    printf '#!/bin/sh\nexec /guest/strace/%s --library-path /guest/strace /guest/strace/strace "$@"\n' "$loader" >"$1/run"
    chmod 755 "$1/run"
}

# record DISK LOG: boots it on a copy of that disk.
record() {
    local room=$work/room disk=driver=blklogwrites,node-name=disk
    mkdir -p "$room/guest"
    cp "$checkout/test/power_cuts/inside/run" "$room/guest/run"
    [ "$company" = quiet ] || bring_strace "$room/guest/strace"
    printf '%s=%s\n' file_system "$file_system" company "$company" seed "$seed" marks $((marks * 512)) >"$room/guest/case"
    : >"$2"
    cp --sparse=always "$1" "$work/used"
    disk+=,file.driver=file,file.filename=$work/used,log.driver=file,log.filename=$2
    more_archives=("$kernels/$guest/disks.cpio")
    boot "$guest" "$guest" "$room" "$work/console" \
        -blockdev "$disk,log-super-update-interval=1" -device virtio-blk-pci,drive=disk ||
        fail "the guest: $(cat "$work/console")"
    grep -qx @done "$work/console" || fail "the guest did not come to its end: $(cat "$work/console")"
    rm "$work/used"
}

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
