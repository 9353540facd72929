# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034,SC2154 # $checkout is the caller's, and what describe_machine sets is for it
# What a guest is made of: a kernel of Debian, its modules, and the programs of the same release and architecture. Each is
# an archive that the kernel unpacks into its first file system; archives may follow one another. Made once and kept under
# build/kernels/SUITE-ARCHITECTURE: kernel, modules.cpio, disks.cpio (modules for disks and their file systems), programs.cpio.

kernels=$checkout/build/kernels
network_modules=(net lib crypto)
disk_modules=(fs block drivers/block drivers/md drivers/virtio)
guest_programs=(busybox-static iptables nftables util-linux)

# describe_machine ARCHITECTURE: the machine that an emulator stands in for, and the kernel that Debian makes for it. Sets $machine (the
# emulator's command line), $console (the kernel's name for its first serial port) and $kernel_package. False when it is unknown.
describe_machine() {
    case $1 in
    amd64) machine=(qemu-system-x86_64 -cpu max) console=ttyS0 kernel_package=linux-image-cloud-amd64 ;;
    arm64) machine=(qemu-system-aarch64 -M virt -cpu "max,pauth-impdef=on") console=ttyAMA0 kernel_package=linux-image-cloud-arm64 ;;
    armhf) machine=(qemu-system-arm -M "virt,highmem=off" -cpu cortex-a15) console=ttyAMA0 kernel_package=linux-image-armmp-lpae ;;
    ppc64el) machine=(qemu-system-ppc64 -M pseries) console=hvc0 kernel_package=linux-image-powerpc64le ;;
    riscv64) machine=(qemu-system-riscv64 -M virt) console=ttyS0 kernel_package=linux-image-riscv64 ;;
    s390x) machine=(qemu-system-s390x -M s390-ccw-virtio) console=ttysclp0 kernel_package=linux-image-s390x ;;
    *) return 1 ;;
    esac
}

# unpack_packages SUITE ARCHITECTURE DIRECTORY: the kernel and the programs, unpacked only, so that nothing of that architecture
# has to run. Older packages keep files in /lib and /bin, which are links here as in any Debian of today.
unpack_packages() {
    local place
    mkdir -p "$3"/usr/{bin,sbin,lib}
    for place in bin sbin lib lib64; do
        ln -s "usr/$place" "$3/$place"
    done
    mkdir "$3/usr/lib64"
    mmdebstrap_as_root --format=tar --variant=extract --components=main --architectures="$2" \
        --include="$kernel_package,$(IFS=, && echo "${guest_programs[*]}")" "$1" - "$(debian_mirror)" |
        tar -C "$3" -x --no-same-owner --keep-directory-symlink --exclude='./dev/*'
}

# archive DIRECTORY FILE: packs all of it, as root's, in the form that kernels unpack.
archive() { (cd "$1" && find . -mindepth 1 | LC_ALL=C sort | cpio --quiet -o -H newc -R 0:0 --reproducible) >"$2"; }

# move_modules TREE DIRECTORY PART...: those parts of the kernel's modules.
move_modules() {
    local part from to
    for part in "${@:3}"; do
        from=$(echo "$1"/usr/lib/modules/*/kernel)/$part
        to=$2${from#"$1"}
        [ -d "$from" ] || continue
        mkdir -p "${to%/*}"
        mv "$from" "$to"
    done
}

# pack_modules TREE SYSTEM: as plain files with the lists that modprobe reads.
pack_modules() {
    local version
    version=$(basename "$1"/usr/lib/modules/*)
    find "$1/usr/lib/modules" -name '*.ko.xz' -print0 | xargs -0r unxz
    depmod -b "$1" "$version"
    mkdir "$1.network" "$1.disks"
    move_modules "$1" "$1.network" "${network_modules[@]}"
    move_modules "$1" "$1.disks" "${disk_modules[@]}"
    cp "$1/usr/lib/modules/$version"/modules.* "$1.network/usr/lib/modules/$version/"
    archive "$1.network" "$2/modules.cpio"
    archive "$1.disks" "$2/disks.cpio"
}

# needed_by FILE...: the names of the shared libraries and of the loader that these programs ask for.
needed_by() {
    readelf -ldW "$@" | sed -n -e 's/.*(NEEDED).*\[\(.*\)\]/\1/p' -e 's/.*program interpreter: .*\/\(.*\)\]/\1/p' | sort -u
}

# copy_file TREE PATH DIRECTORY: what a link leads to is copied in its place; one that starts from the root means that of TREE.
copy_file() {
    local target
    target=$(readlink "$1/$2") || target=
    case $target in
    /*) cp -L "$1$target" "$3/$2" ;;
    *) cp -L "$1/$2" "$3/$2" ;;
    esac
}

# bring_libraries TREE DIRECTORY FILE...: all that these programs of TREE need, to the same places in DIRECTORY; and what
# that needs.
bring_libraries() {
    local tree=$1 directory=$2 name path fresh
    shift 2
    while [ $# != 0 ]; do
        fresh=()
        for name in $(needed_by "$@"); do
            for path in $(cd "$tree" && find usr/lib usr/lib64 -name "$name"); do
                [ ! -e "$directory/$path" ] || continue
                mkdir -p "$directory/${path%/*}"
                copy_file "$tree" "$path" "$directory"
                fresh+=("$directory/$path")
            done
        done
        set -- "${fresh[@]}"
    done
}

# pack_programs TREE SYSTEM: both modes of iptables under their own names, nft, setpriv, and busybox for all else.
pack_programs() {
    local to=$1.programs place
    mkdir -p "$to"/{dev,etc,proc,root,run,sys,tmp,var/lib} "$to"/usr/{bin,sbin,lib,lib64}
    for place in bin sbin lib lib64; do
        ln -s "usr/$place" "$to/$place"
    done
    cp -a "$1"/usr/sbin/{nft,xtables-{nft,legacy}-multi,ip{,6}tables-{nft,legacy}{,-save,-restore}} "$to/usr/sbin/"
    cp -a "$1"/usr/bin/{busybox,setpriv} "$to/usr/bin/"
    ln -s ../bin/busybox "$to/usr/sbin/modprobe"
    (cd "$1" && cp -a --parents usr/lib/*/xtables "$to/")
    printf '%s\n' root:x:0:0::/:/bin/sh nobody:x:65534:65534::/:/bin/sh >"$to/etc/passwd"
    bring_libraries "$1" "$to" "$to"/usr/sbin/{nft,xtables-{nft,legacy}-multi} "$to/usr/bin/setpriv" "$to"/usr/lib/*/xtables/*.so &&
        archive "$to" "$2/programs.cpio"
}

# make_afresh SUITE ARCHITECTURE DIRECTORY: by way of a tree that is not kept.
make_afresh() {
    local tree=$3/tree
    rm -rf "$3"
    mkdir -p "$tree"
    unpack_packages "$1" "$2" "$tree" &&
        cp "$(find "$tree/boot" "$tree/usr/lib/modules" -name 'vmlinu[xz]*' 2>/dev/null | head -n 1)" "$3/kernel" &&
        pack_modules "$tree" "$3" &&
        pack_programs "$tree" "$3" &&
        rm -rf "$tree" "$tree".*
}

# make_system SUITE-ARCHITECTURE: nothing to do when it was made by this very recipe.
make_system() {
    local suite=${1%-*} architecture=${1##*-} note=$kernels/$1.recipe recipe status=0
    describe_machine "$architecture" || return 1
    recipe=$(declare -f mmdebstrap_as_root unpack_packages archive move_modules pack_modules needed_by copy_file bring_libraries pack_programs make_afresh
        echo "$kernel_package ${guest_programs[*]} ${network_modules[*]} ${disk_modules[*]}")
    mkdir -p "$kernels"
    exec {systems_lock}>"$kernels/lock"
    flock "$systems_lock"
    if [ "$(cat "$note" 2>/dev/null)" != "$recipe" ]; then
        rm -f "$note"
        quietly "Making a guest of Debian $suite for $architecture (kept in build/kernels)" \
            make_afresh "$suite" "$architecture" "$kernels/$1" && echo "$recipe" >"$note" || status=1
    fi
    exec {systems_lock}>&-
    return $status
}
