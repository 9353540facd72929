# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# The image under test: a writable view of a root file system, and what is done in it.

commands=(iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore)
clean_environment=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C HOME=/)

# new_view NAME SUITE: mounts one at $work/NAME. A copy does the same, slower, where overlayfs is refused.
new_view() {
    local view=$work/$1 device options
    mkdir -p "$view" "$work/$1.upper" "$work/$1.work"
    options=lowerdir=$roots/$2,upperdir=$work/$1.upper,workdir=$work/$1.work
    # Only the first user namespace may write overlayfs' own kind of notes; it holds all 2^32 - 1 ids.
    grep -q 4294967295 /proc/self/uid_map || options+=,userxattr
    mount -t overlay -o "$options" overlay "$view" 2>/dev/null || cp -a "$roots/$2/." "$view"
    for device in null zero full random urandom; do
        : >"$view/dev/$device"
        mount --bind "/dev/$device" "$view/dev/$device"
    done
    mount -t proc proc "$view/proc"
}

# new_image [SUITE]: the image is $image; installer and wrapper are not in it yet.
new_image() {
    image=$work/image
    new_view image "${1-bookworm}"
}

# in_image COMMAND..., on_host COMMAND...: in the image under test; in a root file system that nobody changed. Both
# see the network namespace of the scenario and nothing of the caller's environment.
in_image() { "${clean_environment[@]}" chroot "$image" "$@"; }
on_host() { "${clean_environment[@]}" chroot "$work/host" "$@"; }

# use_plain_links: makes the image one without an alternatives system, as of Alpine or Arch.
use_plain_links() {
    local command
    rm -f "$image"/var/lib/dpkg/alternatives/ip{,6}tables "$image"/etc/alternatives/ip{,6}tables* \
        "$image/usr/bin/update-alternatives"
    for command in "${commands[@]}"; do
        ln -sfn xtables-nft-multi "$image/usr/sbin/$command"
    done
}

# use_chkconfig sbin|bin: makes the image one with chkconfig's alternatives and its one group of equal priorities: as of
# RHEL and Fedora up to 41, or as of Fedora 42 and later, where all is in /usr/bin and /usr/sbin a link to it.
use_chkconfig() {
    use_plain_links
    install -m 755 "$checkout/test/lib/chkconfig_alternatives" "$image/usr/sbin/alternatives"
    ln -s alternatives "$image/usr/sbin/update-alternatives"
    mkdir -p "$image/var/lib/alternatives"
    if [ "$1" = bin ]; then
        cp -a --no-clobber "$image/usr/sbin/." "$image/usr/bin/"
        rm -r "$image/usr/sbin"
        ln -s bin "$image/usr/sbin"
    fi
    local mode
    for mode in nft legacy; do
        register_with_chkconfig "/usr/$1" $mode 10
    done
}

# register_with_chkconfig DIRECTORY MODE PRIORITY: as the scripts of the packages iptables-nft and iptables-legacy do.
register_with_chkconfig() {
    local command followers=()
    for command in "${commands[@]:1}"; do
        followers+=(--follower "$1/$command" "$command" "$1/${command/tables/tables-$2}")
    done
    in_image alternatives --install "$1/iptables" iptables "$1/iptables-$2" "$3" "${followers[@]}"
}

# use_libalternatives: makes the image one with libalternatives, as of openSUSE Tumbleweed.
use_libalternatives() {
    use_plain_links
    install -m 755 "$checkout/test/lib/alts" "$image/usr/bin/alts"
    local command mode directory group=${commands[*]}
    for command in "${commands[@]}"; do
        directory=$image/usr/share/libalternatives/$command
        mkdir -p "$directory"
        for mode in legacy nft; do
            printf '%s\n' "binary=/usr/sbin/${command/tables/tables-$mode}" man=iptables.8 "group=${group// /,}" \
                options=KeepArgv0 >"$directory/$([ $mode = nft ] && echo 100 || echo 20).conf"
        done
        ln -sfn ../bin/alts "$image/usr/sbin/$command"
    done
}

# use_layout LAYOUT: gives the image its link system; plain, alternatives (as it is), libalternatives, chkconfig-sbin or chkconfig-bin.
use_layout() {
    case $1 in
    plain) use_plain_links ;;
    alternatives) ;;
    libalternatives) use_libalternatives ;;
    chkconfig-*) use_chkconfig "${1#*-}" ;;
    *) fail "no such layout: $1" ;;
    esac
}

# new_image_with LAYOUT [SUITE]: an image with the wrapper installed.
new_image_with() {
    new_image "${2-bookworm}"
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

# answer MODE LINE: puts a shell script of one LINE in the place of the real binaries of MODE.
answer() {
    rm -f "$image/usr/sbin/xtables-$1-multi"
    printf '#!/bin/sh\n%s\n' "$2" >"$image/usr/sbin/xtables-$1-multi"
    chmod 755 "$image/usr/sbin/xtables-$1-multi"
}

# what_runs COMMAND: the file that COMMAND leads to.
what_runs() { in_image readlink -f "/usr/sbin/$1"; }

# expect_commands_run nft|legacy|wrapper: all six.
expect_commands_run() {
    local command file=xtables-$1-multi
    [ "$1" != wrapper ] || file=iptables-wrapper
    file=$(in_image readlink -f /usr/sbin)/$file
    for command in "${commands[@]}"; do
        expect_equal "what $command leads to" "$file" "$(what_runs "$command")"
    done
}

# stand_in MODE: puts the receiver in the place of the real binaries of MODE.
stand_in() { install -m 755 "$bin/receiver" "$image/usr/sbin/xtables-$1-multi"; }

# tree DIRECTORY: a listing of all in that directory of the image, with modes, owners, link texts and contents; without what changes
# by itself.
tree() {
    local others=(\( -path ./proc -o -path ./dev -o -path ./run -o -path ./var/log \) -prune)
    (
        cd "$image/$1" || exit
        find . "${others[@]}" -o -printf '%p %y %m %U:%G %l\n' | sort
        find . "${others[@]}" -o -type f -print0 | sort -z | xargs -0r sha256sum
    )
}
