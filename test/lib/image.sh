# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# The image under test: a writable view of a root file system, and what is done in it.

commands=(iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore)
clean_environment=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C HOME=/)

# new_view NAME SUITE: mounts one at $work/NAME. If overlayfs is refused, a copy does the same, slower.
new_view() {
    local view=$work/$1 device options
    mkdir -p "$view" "$work/$1.upper" "$work/$1.work"
    options=lowerdir=$roots/$2,upperdir=$work/$1.upper,workdir=$work/$1.work
    # Only the initial user namespace, which holds all 2^32 - 1 ids, may write the extended attributes that overlayfs uses by default.
    grep -q 4294967295 /proc/self/uid_map && options+=,redirect_dir=off || options+=,userxattr
    if mount -t overlay -o "$options" overlay "$view" 2>/dev/null; then
        ln -sfn "$roots/$2.sums" "$view.sums"
    else
        cp -a "$roots/$2/." "$view"
    fi
    for device in null zero full random urandom; do
        : >"$view/dev/$device"
        mount --bind "/dev/$device" "$view/dev/$device"
    done
    mount -t proc proc "$view/proc"
}

# new_image [SUITE]: the image is $image; installer and wrapper are not in it yet. Debian bookworm, unless the programs under
# test ask for another one (test/system.cmake).
new_image() {
    image=$work/image
    new_view image "${1-${IMAGE_SUITE-bookworm}}"
}

# in_image COMMAND..., on_host COMMAND...: in the image under test; in a root file system that nobody changed. Both
# see the network namespace of the scenario and nothing of the caller's environment.
in_image() { "${clean_environment[@]}" chroot "$image" "$@"; }
on_host() { "${clean_environment[@]}" chroot "$work/host" "$@"; }

# new_image_with LAYOUT [SUITE]: an image with the wrapper installed.
new_image_with() {
    new_image "${@:2}"
    use_layout "$1"
    install_wrapper --quiet
    expect_commands_run wrapper
}

# install_wrapper OPTION...: by the real installer, brought into the image as a user would. Keeps the outcome.
install_wrapper() {
    bring_installer
    expect_success in_image /iptables-wrapper-installer "$@"
}
bring_installer() { cp "$bin/iptables-wrapper-installer" "$image/"; }

# keep_installer: brings it into the image to stay. installer OPTION...: runs that one.
keep_installer() { install -D -t "$image/opt" "$bin/iptables-wrapper-installer"; }
installer() { in_image /opt/iptables-wrapper-installer --no-cleanup "$@"; }

# make_other FILE: gives the installer FILE another wrapper inside, as another version has. has_other_wrapper: whether that is installed.
make_other() { LC_ALL=C sed -i 's/Usage: iptables-wrapper --detect/Usage: iptables-wrapper ==detect/' "$1"; }
has_other_wrapper() { grep -q -a 'Usage: iptables-wrapper ==detect' "$image$(commands_in)/iptables-wrapper"; }
expect_other_wrapper() { has_other_wrapper || fail "the other wrapper is not installed"; }

# answer MODE LINE: puts a shell script of one LINE in the place of the real binaries of MODE.
answer() {
    rm -f "$image/usr/sbin/xtables-$1-multi"
    printf '#!/bin/sh\n%s\n' "$2" >"$image/usr/sbin/xtables-$1-multi"
    chmod 755 "$image/usr/sbin/xtables-$1-multi"
}

# commands_in: the directory of the commands.
commands_in() {
    local directory
    for directory in /usr/sbin /sbin; do
        if [ -L "$image$directory/iptables" ] || [ -e "$image$directory/iptables" ]; then
            echo $directory
            return
        fi
    done
}

# place_of FILE: its path without links, from the directory where the image has it.
place_of() {
    local directory
    for directory in /usr/sbin /sbin; do
        if [ -e "$image$directory/$1" ]; then
            directory=$(cd "$image$directory" && pwd -P)
            echo "${directory#"$image"}/$1"
            return
        fi
    done
}

# what_runs COMMAND: the file that COMMAND leads to. Nothing of the image is run for that.
what_runs() {
    local path target directory hops=0
    path=$(commands_in)/$1
    while [ $((hops += 1)) -le 40 ] && target=$(readlink "$image$path"); do
        case $target in
        /*) path=$target ;;
        *) path=${path%/*}/$target ;;
        esac
    done
    directory=$(cd "$image${path%/*}" 2>/dev/null && pwd -P) || directory=$image${path%/*}
    echo "${directory#"$image"}/${path##*/}"
}

# expect_commands_run nft|legacy|wrapper: all six.
expect_commands_run() {
    local command file=xtables-$1-multi
    [ "$1" != wrapper ] || file="iptables-wrapper"
    file=$(place_of "$file")
    for command in "${commands[@]}"; do
        expect_equal "what $command leads to" "$file" "$(what_runs "$command")"
    done
}

# stand_in MODE: puts the receiver in the place of the real binaries of MODE.
stand_in() { install -m 755 "$bin/receiver" "$image/usr/sbin/xtables-$1-multi"; }

# tree DIRECTORY...: lists all that is in these directories of the image ("." for all of it), with modes, owners and link texts; and the
# SHA-256 sums of the files whose content the root file system does not have there: to hash or only to list all of its 200 MB at each look
# would take most of the time of many scenarios. What changes by itself is left out.
tree() {
    local kept=$image.sums wanted
    [ -e "$kept" ] || kept=/dev/null
    wanted="^\\./($(IFS='|' && echo "$*"))/"
    [ "$1" != . ] || wanted=.
    (cd "$image" && find "$@" \( -path ./proc -o -path ./dev -o -path ./run -o -path ./var/log \) -prune -o -printf '%p %y %m %U:%G %l\n' | sort)
    suspects 2>/dev/null | grep -E "$wanted" | grep -vE '^\./(proc|dev|run|var/log)/' | sort -u |
        (cd "$image" && xargs -rd '\n' sha256sum 2>/dev/null) | awk 'FILENAME != "-" { kept[$0]; next } !($0 in kept)' "$kept" - || true
}

# suspects: the files that may not be as the root file system has them: those in the upper layer of overlayfs, and all on what else is
# mounted in the image, unless that is a part of the image itself. All files where there is no overlayfs.
suspects() {
    local device mount root point
    if [ ! -e "$image.sums" ]; then cd "$image" && find . -type f && return; fi
    device=$(mountpoint -d "$image") && cd "$image.upper" && find . -type f
    while read -r _ _ mount root point _; do
        case $point/ in
        "$image/proc/" | "$image/dev/"*) continue ;;
        "$image/"*) point=${point#"$image"} ;;
        *) continue ;;
        esac
        if [ "$mount" != "$device" ] || [ "$root" != "${point:-/}" ]; then (cd "$image" && find ".$point" -type f); fi
    done </proc/self/mountinfo
}

# without_status: a tree's listing without what dpkg and apt write whenever they run.
without_status() { grep -vE '(^| )\./var/(lib/dpkg/(status|available|lock|triggers/Lock|tmp.ci)|cache/(apt|ldconfig|debconf/tmp.ci)|lib/apt)' || true; }
