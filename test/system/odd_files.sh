#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# odd_files.sh fifo|device|directory|hard-links: something else is in place of each file that the installer reads or writes. It neither
# waits nor reads nor writes there. What is in its way is named, and nothing is changed; what is not is left alone. A file with a second
# name outside of the tree keeps its content there.
. "$(dirname "$0")/../lib/scenario.sh"

kind=$1
fresh_image() {
    [ ! -d "${image-}" ] || umount --recursive "$image"
    rm -rf "$work/image.upper" "$work/image.work"
    new_image
    use_plain_links
}
put_odd() {
    rm -rf "${image:?}/$1"
    mkdir -p "$(dirname "$image/$1")"
    case $kind in
    fifo) mkfifo "$image/$1" ;;
    device) mknod "$image/$1" c 1 5 ;; # /dev/zero
    directory) mkdir "$image/$1" ;;
    esac
}
# state: of all places where the installer works.
state() { (cd "$image" && find usr/sbin etc var/lib -printf '%p %y %i %m %T@ %s %l\n' | sort); }
install_in_root() { outcome_of timeout 60 "$bin/iptables-wrapper-installer" --quiet --root "$image"; }

# refused STATUS TEXT PATH
refused() {
    local before
    fresh_image
    put_odd "$3"
    before=$(state)
    install_in_root
    expect_equal "exit status with a $kind at $3 ($stderr)" "$1" "$status"
    expect_part "stderr" "cannot $2 '/$3': " "$stderr"
    expect_equal "tree with a $kind at $3" "$before" "$(state)"
}

# left_alone WARNING PATH
left_alone() {
    fresh_image
    put_odd "$2"
    before=$(stat -c '%F %i' "$image/$2")
    install_in_root
    expect_equal "exit status with a $kind at $2 ($stderr)" 0 "$status"
    [ -z "$1" ] || expect_part "stderr" "$1" "$stderr"
    [ -n "$1" ] || expect_equal "stderr" "" "$stderr"
    expect_equal "what is at $2" "$before" "$(stat -c '%F %i' "$image/$2")"
    expect_commands_run wrapper
}

if [ "$kind" = hard-links ]; then
    fresh_image
    mkdir "$image/outside" # on the same file system, or there are no hard links
    install -m 700 /dev/null "$image/outside/command"
    echo precious >"$image/outside/command"
    install -m 640 "$image/outside/command" "$image/outside/wrapper"
    ln -f "$image/outside/command" "$image/usr/sbin/ip6tables-restore"
    ln -f "$image/outside/wrapper" "$image/usr/sbin/iptables-wrapper"
    before=$(tree outside)
    install_in_root
    expect_equal "exit status ($stderr)" 0 "$status"
    expect_commands_run wrapper
    expect_equal "the other names" "$before" "$(tree outside)"
    expect_success "$bin/iptables-wrapper-installer" --root "$image" --uninstall
    expect_equal "ip6tables-restore" precious "$(cat "$image/usr/sbin/ip6tables-restore")"
    expect_equal "the other names" "$before" "$(tree outside)"
    exit
fi

refused 1 replace usr/sbin/iptables-wrapper
refused 1 replace usr/sbin/iptables
refused 1 replace usr/sbin/ip6tables-restore
refused 3 use usr/sbin/iptables-nft-save
refused 3 use usr/sbin/ip6tables-nft
refused 1 read var/lib/alternatives/iptables
[ "$kind" = directory ] || refused 1 use var/lib/iptables-wrapper
[ "$kind" = directory ] || left_alone '' var/lib/iptables-wrapper/original/stranger
left_alone 'going on as if it were not installed' usr/bin/update-alternatives
left_alone '' etc/libalternatives.conf
left_alone '' usr/bin/alts
left_alone '' usr/sbin/iptables-save.iptables-wrapper-saved
left_alone '' iptables-wrapper # beside the installer inside, but that lies outside

# Who can write there says what --uninstall makes of the commands.
if [ "$kind" = directory ]; then
    for way in "chmod 775" "chmod 757" "chown 1000"; do
        fresh_image
        put_odd var/lib/iptables-wrapper
        $way "$image/var/lib/iptables-wrapper"
        before=$(state)
        for option in --no-cleanup --uninstall; do
            expect_failure 1 "cannot use '/var/lib/iptables-wrapper': it must be a directory that only root can write to" \
                "$bin/iptables-wrapper-installer" --root "$image" $option
            expect_equal "tree after $way" "$before" "$(state)"
            [[ $way != chmod* ]] || expect_part "stderr" "hint: chmod go-w /var/lib/iptables-wrapper" "$stderr"
        done
    done
fi

# Named as our own temporary files are: rubbish that a killed run left behind, unless it is none of ours.
odd=usr/sbin/.iptables-wrapper-0123456789abcdef
if [ "$kind" = directory ]; then
    left_alone "warning: cannot remove '/$odd': is a directory; left where it is" $odd
else
    fresh_image
    put_odd $odd
    install_in_root
    expect_equal "exit status ($stderr)" 0 "$status"
    [ ! -e "$image/$odd" ] || fail "left behind"
fi
