#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# faults.sh LAYOUT ACTION KIND [STRIDE]: a good run of ACTION (install, second-install, uninstall, first-call, switch, reset)
# shows which system calls it makes. Then it is done again and again, and each time another one of them fails with an error
# that it can really give, or does half of its work (KIND error), or the process is killed at it (KIND kill); only every
# STRIDE-th, when given. After each, all six commands run something right, a failure has said so and undone everything, no
# rule is lost, and the action done again ends as the good run did.
. "$(dirname "$0")/../lib/scenario.sh"

layout=$1 action=$2 kind=$3 stride=${4-1}
rules=$work/rules
printf '*filter\n-A INPUT -s 192.0.2.7 -j ACCEPT\nCOMMIT\n' >"$rules"

case $action in
install | second-install) program=(/iptables-wrapper-installer --no-cleanup --quiet) ;;
uninstall) program=(/iptables-wrapper-installer --uninstall --no-cleanup --quiet) ;;
first-call) program=(/usr/sbin/iptables-restore --noflush) ;;
switch | reset) program=(/usr/sbin/iptables-wrapper "--$action") ;;
esac

# The state before the action, as one layer more for every further view.
new_image
use_layout "$layout"
bring_installer
plant_hint nft
[ "$action" = install ] || expect_success in_image /iptables-wrapper-installer --no-cleanup --quiet
# With libalternatives no link leads to the wrapper, so that there is nothing to switch.
case $action,$layout in
second-install,libalternatives) ;;
reset,* | second-install,*) expect_success in_image iptables-wrapper --switch ;;
esac
# The second one finds another wrapper there, so that it has something to do.
[ "$action" != second-install ] || echo of an earlier version >>"$image/usr/sbin/iptables-wrapper"
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
places=("$image"/usr/{sbin,share/libalternatives} "$image"/etc/alternatives "$image"/var/lib/{dpkg/,}alternatives
    "$image"/var/lib/iptables-wrapper)
in_places() { find "${places[@]}" "$@" 2>/dev/null || true; }
# state: of all that; without what a killed run may leave behind, which is told by leftovers.
state() {
    in_places -name '*tables*' ! -name '.iptables-wrapper-*' \
        \( -type d -printf '%p %y %m\n' -o -printf '%p %y %m %s %l\n' \) | sort
}
leftovers() { in_places -name '.iptables-wrapper-*'; }
act() { in_image "${program[@]}" <"$rules"; }
act_under() { "${clean_environment[@]}" "$@" chroot "$image" "${program[@]}" <"$rules"; }
applied() { count_rules nft iptables 192.0.2.7; }

# points: each system call from behind the execve of the program to the next one (a wrapper's last), as "name number creates",
# counted as strace does: from its start on; creates for one that may make a file.
points() {
    awk -F '(' -v program="${program[0]}" '
        { count[$1]++ }
        inside && $1 ~ /^[a-z0-9_]+$/ && $1 != "exit_group" { print $1, count[$1], /O_CREAT/ ? "creates" : "" }
        $1 == "execve" { if (inside) exit; inside = index($0, "execve(\"" program "\"") == 1 }' "$work/trace" |
        # A close that fails has closed all the same, and one that strace lets fail has not; fcntl cannot fail here.
        if [ "$kind" = kill ]; then cat; else grep -vE '^(close|fcntl) '; fi
}

# errors_of NAME [creates]: by the manual pages. One that none is written of can still be forbidden by a seccomp profile.
errors_of() {
    case $1$2 in
    opencreates | openatcreates) echo EACCES EIO EMFILE ENOSPC EROFS ;;
    open | openat) echo EACCES EINTR EIO EMFILE ENOMEM ;;
    pipe2 | socket) echo EACCES EMFILE ENOMEM ;;
    read | getdents64) echo EINTR EIO ENOMEM ;;
    write) echo EINTR EIO ENOSPC EPERM ;;
    sendto | recvmmsg) echo EAGAIN EINTR ENOBUFS EPERM ;;
    rename | symlink | link | mkdir) echo EACCES EIO ENOMEM ENOSPC EPERM EROFS ;;
    unlink | rmdir | fchmod | fchown) echo EACCES EIO EPERM EROFS ;;
    fsync) echo EIO ENOSPC ;;
    mmap | brk | mremap | munmap | mprotect) echo ENOMEM ;;
    clone | clone3 | fork | vfork) echo EAGAIN ENOMEM ;;
    wait4 | poll | clock_nanosleep) echo EINTR ;;
    readlink | newfstatat | fstat | stat | lstat | access) echo EACCES EIO ENOMEM ;;
    execve) echo EACCES EIO ENOMEM ;;
    *) echo ENOSYS EPERM ;;
    esac
}

# faults_of NAME [creates]: what is tried on one, as strace's --inject has it, or "short".
faults_of() {
    local error
    case $kind in
    kill) echo signal=KILL ;;
    error)
        for error in $(errors_of "$1" "$2"); do
            echo "error=$error"
        done
        case $1 in read | write) echo short ;; esac ;;
    esac
}

act_with_fault() {
    case $3 in
    short) act_under "$bin/short_call" "$1" "$2" ;;
    *) act_under strace -o "$work/trace" --inject="$1:$3:when=$2" ;;
    esac
}

expect_all_commands_work() {
    # shellcheck disable=SC2016 # for the shell in the image
    expect_success in_image sh -ec 'for command; do "$command" --version; done' sh "${commands[@]}"
    expect_equal "commands of the right flavour" "${#commands[@]}" "$(grep -c 'v1\.8.*(nf_tables)' <<<"$stdout")"
}

# check_point NAME: what must hold after a fault, with $status being the outcome.
check_point() {
    local status_then=$status stderr_then=$stderr
    if [ "$action" = first-call ]; then
        case $status_then in
        0) expect_equal "rules applied by a call that says so" 1 "$(applied)" ;;
        *) expect_equal "rules applied by a call that failed" 0 "$(applied)" ;;
        esac
    elif [ "$status_then" != 0 ] && [ "$kind" = error ] && [[ $action = *install ]]; then
        expect_equal "state after $1 failed ($stderr_then)" "$before" "$(state)"
    fi
    case $status_then in
    0 | 137) ;; # 137: killed
    1 | 3 | 125 | 126) expect_part "what is said after $1" ": error: cannot " "$stderr_then" ;;
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
act_under strace -q -o "$work/trace" >"$work/first" 2>&1 || fail "the good run: $(cat "$work/first")"
after=$(state)
points | awk -v stride="$stride" 'NR % stride == 0' >"$work/points"

tried=0
while read -r name number creates <&3; do
    for fault in $(faults_of "$name" "$creates"); do
        renew_image
        outcome_of act_with_fault "$name" "$number" "$fault"
        check_point "$name number $number, $fault"
        tried=$((tried + 1))
    done
done 3<"$work/points"
echo "$layout $action $kind: $tried points"
[ "$tried" -gt 0 ] || fail "no points"
