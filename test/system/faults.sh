#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# faults.sh LAYOUT ACTION KIND [STRIDE]: a good run of ACTION (install, uninstall, first-call, switch, reset) shows which
# system calls it makes. Then it is done again and again, and each time another one of them fails with an error that it can
# really give (KIND error), or the process is killed at it (KIND kill); only every STRIDE-th, when given. After each, all six
# commands run something right, a failure has undone everything, and the action done again ends as the good run did.
. "$(dirname "$0")/../lib/scenario.sh"

layout=$1 action=$2 kind=$3 stride=${4-1}
rules=$work/rules
printf '*filter\n-A INPUT -s 192.0.2.7 -j ACCEPT\nCOMMIT\n' >"$rules"

case $action in
install) program=(/iptables-wrapper-installer --no-cleanup --quiet) ;;
uninstall) program=(/iptables-wrapper-installer --uninstall --no-cleanup --quiet) ;;
first-call) program=(/usr/sbin/iptables-restore --noflush) ;;
switch | reset) program=(/usr/sbin/iptables-wrapper "--$action") ;;
esac

# The state before the action, as one layer more for every further view.
new_image
[ "$layout" != plain ] || use_plain_links
bring_installer
plant_hint nft
[ "$action" = install ] || expect_success in_image /iptables-wrapper-installer --no-cleanup --quiet
[ "$action" != reset ] || expect_success in_image iptables-wrapper --switch
umount --recursive "$image"
mv "$work/image.upper" "$work/before"

renew_image() {
    umount --recursive "$image" 2>/dev/null || true
    rm -rf "$work/image.upper" "$work/image.work"
    mkdir -p "$work/image.upper" "$work/image.work"
    mount -t overlay -o "lowerdir=$work/before:$roots/bookworm,upperdir=$work/image.upper,workdir=$work/image.work" \
        overlay "$image"
    mount --bind /dev/null "$image/dev/null"
    mount -t proc proc "$image/proc"
    on_host iptables-nft -F INPUT
}

# What the programs may change. Some of it need not be there.
places=("$image"/usr/sbin "$image"/etc/alternatives "$image"/var/lib/dpkg/alternatives "$image"/var/lib/iptables-wrapper)
in_places() { find "${places[@]}" "$@" 2>/dev/null || true; }
# state: of all that; without what a killed run may leave behind, which is told by leftovers.
state() {
    in_places -name '*tables*' ! -name '.iptables-wrapper-*' \
        \( -type d -printf '%p %y %m\n' -o -printf '%p %y %m %s %l\n' \) | sort
}
leftovers() { in_places -name '.iptables-wrapper-*'; }
act() { in_image "${program[@]}" <"$rules"; }
act_with() { "${clean_environment[@]}" strace -o "$work/trace" "$@" chroot "$image" "${program[@]}" <"$rules"; }
applied() { count_rules nft iptables 192.0.2.7; }

# points: each system call between the two execve as "name number", counted as strace does: from its start on.
points() {
    awk -F '(' -v program="${program[0]}" '
        { count[$1]++ }
        /^execve\(/ { if (inside) exit; inside = index($0, "execve(\"" program "\"") == 1; next }
        inside && $1 ~ /^[a-z0-9_]+$/ && $1 != "exit_group" { print $1, count[$1] }' "$work/trace" |
        # A close that fails has closed all the same, and one that strace lets fail has not; fcntl cannot fail here.
        if [ "$kind" = kill ]; then cat; else grep -vE '^(close|fcntl) '; fi
}

errors_of() {
    case $1 in
    open | openat | pipe2 | socket) echo EMFILE EACCES ;;
    read | recvmmsg | wait4 | poll) echo EIO EINTR ;;
    write | rename | symlink | link | mkdir | fchmod) echo ENOSPC EROFS ;;
    mmap | brk | mremap | munmap | mprotect) echo ENOMEM ;;
    clone | fork | vfork) echo EAGAIN ;;
    readlink | newfstatat | stat | lstat | access) echo EACCES EIO ;;
    *) echo EIO ;;
    esac
}

expect_all_commands_work() {
    local command
    for command in "${commands[@]}"; do
        expect_success in_image "$command" --version
        expect_part "$command --version" v1.8 "$stdout"
    done
}

# check_point NAME: what must hold after a fault, with $status being the outcome.
check_point() {
    local status_then=$status stderr_then=$stderr
    if [ "$action" = first-call ]; then
        case $status_then in
        0) expect_equal "rules applied by a call that says so" 1 "$(applied)" ;;
        *) expect_equal "rules applied by a call that failed" 0 "$(applied)" ;;
        esac
    elif [ "$status_then" = 1 ] && [[ $action = *install ]]; then
        expect_equal "state after $1 failed ($stderr_then)" "$before" "$(state)"
    fi
    case $status_then in
    0 | 137) ;; # 137: killed
    1 | 3 | 125 | 126) [ -n "$stderr_then" ] || fail "$1: exit status $status_then without a word" ;;
    127 | 134 | 139) expect_equal "state after the C library gave up at $1" "$before" "$(state)" ;;
    *) fail "$1: exit status $status_then: $stderr_then" ;;
    esac
    expect_all_commands_work
    # Commands that were run have switched links by now; the action again must end well all the same.
    on_host iptables-nft -F INPUT
    expect_success act
    [ "$action" != first-call ] || expect_equal "rules applied at last, after $1" 1 "$(applied)"
    if [ -n "$(leftovers)" ]; then
        [[ $action = *install ]] || expect_success in_image /iptables-wrapper-installer --no-cleanup --quiet
        [[ $action = *install ]] || expect_success act
        expect_equal "leftovers" "" "$(leftovers)"
    fi
    expect_equal "state in the end, after $1 (exit status $status_then, $stderr_then)" "$after" "$(state)"
}

renew_image
before=$(state)
act_with -q >"$work/first" 2>&1 || fail "the good run: $(cat "$work/first")"
after=$(state)
points | awk -v stride="$stride" 'NR % stride == 0' >"$work/points"

tried=0
while read -r name number <&3; do
    faults=(signal=KILL)
    if [ "$kind" = error ]; then
        read -ra faults <<<"$(errors_of "$name")"
        faults=("${faults[@]/#/error=}")
    fi
    for fault in "${faults[@]}"; do
        renew_image
        outcome_of act_with --inject="$name:$fault:when=$number"
        check_point "$name number $number, $fault"
        tried=$((tried + 1))
    done
done 3<"$work/points"
echo "$layout $action $kind: $tried points"
[ "$tried" -gt 0 ] || fail "no points"
