# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # the variables are the scenario's
# Disks with a file system on them, as files in $work, and the system under test in it. What lies past the end of the file
# system is for marks.

disk_sectors=$((320 * 2048))
marks=$((disk_sectors - 8)) # where those go

# make_file_system KIND FILE
make_file_system() {
    truncate --size=$((disk_sectors * 512)) "$2"
    case $1 in
    ext4 | overlay) mkfs.ext4 -q -b 4096 -J size=4 -E lazy_itable_init=0,lazy_journal_init=0,nodiscard "$2" 319m ;;
    xfs) mkfs.xfs -q -K -d size=319m "$2" ;;
    btrfs) mkfs.btrfs -q -K --byte-count 319m "$2" >/dev/null 2>&1 ;;
    esac
    truncate --size=$((disk_sectors * 512)) "$2"
}

# mount_disk KIND FILE: its system at $image.
mount_disk() {
    local kind=${1/overlay/ext4} options=loop
    [ "$kind" != xfs ] || options+=,nouuid
    mkdir -p "$work/disk" "$work/system"
    image=$work/disk
    mount -t "$kind" -o $options "$2" "$work/disk" || return
    if [ "$1" = overlay ]; then
        image=$work/system
        mount -t overlay -o "lowerdir=$work/disk/lower,upperdir=$work/disk/upper,workdir=$work/disk/work" overlay "$image" || return
    fi
    mount --bind /dev/null "$image/dev/null"
    mount -t proc proc "$image/proc"
}

# unmount_disk KIND: also one that is mounted in parts.
unmount_disk() {
    ! mountpoint -q "$work/system" || umount --recursive "$work/system"
    ! mountpoint -q "$work/disk" || umount --recursive "$work/disk"
    # Of another state of the same file system, btrfs would think that it has seen a later one.
    [ "$1" != btrfs ] || btrfs device scan --forget
}

# programs that the tools of link systems are made of, and the guest's marks.
kept_programs=(bash cat cut dash dd grep ls ln mv printf readlink rm sed sh sort tail alts update-alternatives)

# kept_of_system: the files of the system at $image that any program here needs, a disk being copied for every point.
kept_of_system() {
    local path
    (cd "$image" && find bin sbin lib lib64 etc opt tmp var/lib/{dpkg/,}alternatives usr/lib64 usr/sbin usr/share/libalternatives \
        usr/lib/*/xtables 2>/dev/null) || true
    printf '%s\n' proc dev var/log
    for path in "${kept_programs[@]}"; do
        [ ! -e "$image/usr/bin/$path" ] || echo "usr/bin/$path"
    done
    # The extensions need nothing beyond what xtables-nft-multi does.
    { in_image ldd /usr/bin/{bash,grep,ls,sed,sort,update-alternatives} /usr/sbin/xtables-{nft,legacy}-multi 2>/dev/null || true; } |
        grep -o '/[^ ]* (0x' | cut -d ' ' -f 1 | sort -u | while read -r path; do
        path=$(in_image readlink -f "$path" </dev/null)
        find "$image${path%/*}" -lname "${path##*/}" -printf 'usr/lib/%P\n' | sed "s|^usr/lib|${path%/*}|; s|^/||"
        echo "${path#/}"
    done
}

# fill_disk KIND FILE: with that system.
fill_disk() {
    local place=$work/disk
    mkdir -p "$work/disk"
    mount -o loop -t "${1/overlay/ext4}" "$2" "$work/disk"
    if [ "$1" = overlay ]; then
        mkdir "$work"/disk/{lower,upper,work}
        place=$work/disk/lower
    fi
    kept_of_system | sort -u >"$work/kept"
    tar -C "$image" -c --no-recursion --files-from="$work/kept" | tar -C "$place" -x
    : >"$place/dev/null"
    umount "$work/disk"
}
