# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # the variables are the scenario's
# A guest does it all on its disk, and the emulator logs what it writes.

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
