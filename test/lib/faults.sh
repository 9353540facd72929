# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Faults: an action is repeated from the same state, each time with another fault in it. Here is also what must hold after each. The
# scenarios about faults source this.

# prepare_faults LAYOUT ACTION [COMMAND...]: makes the state before ACTION, as a layer under each later view, on a host with $evidence. COMMAND
# changes the image first. ACTION is install, second-install or uninstall; with root- before it, the same from outside, with --root; first-call,
# switch or reset; or self-install, where the wrapper installs itself.
prepare_faults() {
    layout=$1 action=$2
    shift 2
    rules=$work/rules
    printf '*filter\n-A INPUT -s 192.0.2.7 -j ACCEPT\nCOMMIT\n' >"$rules"
    case $action in
    install | second-install) program=(/iptables-wrapper-installer --no-cleanup --quiet) ;;
    uninstall) program=(/iptables-wrapper-installer --uninstall --no-cleanup --quiet) ;;
    root-uninstall) program=("$bin/iptables-wrapper-installer" --root "$work/image" --uninstall --quiet) ;;
    root-*) program=("$bin/iptables-wrapper-installer" --root "$work/image" --quiet) ;;
    self-install) program=(/usr/sbin/iptables-wrapper install) ;;
    first-call) program=(/usr/sbin/iptables-restore --noflush) ;;
    switch | reset) program=(/usr/sbin/iptables-wrapper "--$action") ;;
    esac

    new_image
    use_layout "$layout"
    "$@"
    bring_installer
    plant_evidence "${evidence:=nft-hint}"
    case $evidence in legacy-*) mode=legacy ;; *) mode=nft ;; esac
    bare=$(state)
    case $action in
    install | root-install) ;;
    self-install) cp "$bin/iptables-wrapper" "$image/usr/sbin/" ;;
    *) expect_success in_image /iptables-wrapper-installer --no-cleanup --quiet ;;
    esac
    # With libalternatives, no link leads to the wrapper, so there is nothing to switch.
    case $action,$layout in
    *second-install,libalternatives) ;;
    reset,* | *second-install,*) expect_success in_image iptables-wrapper --switch ;;
    esac
    # The second installation finds another wrapper there, so it has something to do.
    [[ $action != *second-install ]] || echo of an earlier version >>"$image/usr/sbin/iptables-wrapper"
    umount --recursive "$image"
    mv "$work/image.upper" "$work/before"
}

# remove_rules: those of the action, also where a guess has put them.
remove_rules() {
    on_host iptables-nft -F INPUT
    [ "$mode" = nft ] || on_host iptables-legacy -F INPUT
}

renew_image() {
    umount --recursive "$image" 2>/dev/null || true
    rm -rf "$work/image.upper" "$work/image.work"
    mkdir -p "$work/image.upper" "$work/image.work"
    mount -t overlay -o "lowerdir=$work/before:$roots/bookworm,upperdir=$work/image.upper,workdir=$work/image.work" \
        overlay "$image"
    mount --bind /dev/null "$image/dev/null"
    mount -t proc proc "$image/proc"
    remove_rules
}

# What the programs may change. Some of it need not be there.
in_places() {
    local places=("$image"/usr/{sbin,share/libalternatives} "$image"/etc/alternatives "$image"/var/lib/{dpkg/,}alternatives
        "$image"/var/lib/iptables-wrapper)
    find "${places[@]}" "$@" 2>/dev/null || true
}
# state: of all that, except for what a killed run may leave behind: leftovers prints that.
state() {
    in_places -name '*tables*' ! -name '.iptables-wrapper-*' \
        \( -type d -printf '%p %y %m\n' -o -printf '%p %y %m %s %l\n' \) | sort
}
leftovers() { in_places -name '.iptables-wrapper-*'; }
act() { act_under; }
act_under() {
    case $action in
    root-*) "${clean_environment[@]}" "$@" "${program[@]}" <"$rules" ;;
    *) "${clean_environment[@]}" "$@" chroot "$image" "${program[@]}" <"$rules" ;;
    esac
}
# applied MODE: how many rules of the action are there.
applied() { count_rules "$1" iptables 192.0.2.7; }

# do_without_fault: keeps the states $before and $after, and strace's account of the good run in $work/trace.
do_without_fault() {
    renew_image
    before=$(state)
    act_under strace -q -o "$work/trace" >"$work/first" 2>&1 || fail "the good run: $(cat "$work/first")"
    after=$(state)
}

# points PROGRAM: each system call in a trace on stdin, from after the execve of PROGRAM to the next execve (a wrapper's last call). A line is
# "name number creates". The number counts as strace does, from its own start on; "creates" is there if the call may make a file.
# points_after_fault: the same, for the calls after the one that a fault was injected into.
points() { list_points "\$1 == \"execve\" { if (inside) exit; inside = index(\$0, \"execve(\\\"$1\\\"\") == 1 }"; }
points_after_fault() { list_points '/\(INJECTED\)$/ { inside = 1 }'; }
list_points() {
    awk -F '(' '
        { count[$1]++ }
        inside && $1 ~ /^[a-z0-9_]+$/ && $1 != "exit_group" { print $1, count[$1], /O_CREAT/ ? "creates" : "-" }
        '"$1"
}

# can_fail: filters points on stdin, and drops what cannot fail. A close that fails has closed the file all the same, but one that strace
# makes fail has not. fcntl cannot fail here.
can_fail() { grep -vE '^(close|fcntl) '; }

# every STRIDE: of the lines on stdin.
every() { awk -v stride="$1" 'NR % stride == 0'; }

# failures_of NAME CREATES: the errors in the manual pages, as strace's --inject has them. A call without any there can still be forbidden
# by a seccomp profile. The kernel's brk has no errors: it gives the end of the heap as it is, and a C library compares.
failures_of() {
    # shellcheck disable=SC2046 # words
    case $1 in
    brk) echo retval=0 ;;
    *) printf 'error=%s\n' $(errors_of "$1" "$2") ;;
    esac
}
errors_of() {
    case $1,$2 in
    open,creates | openat,creates) echo EACCES EIO EMFILE ENOSPC EROFS ;;
    open,* | openat,*) echo EACCES EINTR EIO EMFILE ENOMEM ;;
    pipe2,* | socket,*) echo EACCES EMFILE ENOMEM ;;
    read,* | getdents64,*) echo EINTR EIO ENOMEM ;;
    write,*) echo EINTR EIO ENOSPC EPERM ;;
    sendto,* | recvmmsg,*) echo EAGAIN EINTR ENOBUFS EPERM ;;
    getsockopt,*) echo EAGAIN EINTR ENOMEM ENOPROTOOPT EPERM ;;
    uname,*) echo EFAULT EPERM ;;
    renameat2,*) echo EACCES EINVAL EIO ENOSPC ENOSYS EPERM EROFS ;;
    rename,* | symlink,* | link,* | mkdir,*) echo EACCES EIO ENOMEM ENOSPC EPERM EROFS ;;
    unlink,* | rmdir,* | fchmod,* | fchmodat,* | fchown,*) echo EACCES EIO EPERM EROFS ;;
    fsync,*) echo EIO ENOSPC ;;
    mmap,* | mremap,* | munmap,* | mprotect,*) echo ENOMEM ;;
    clone,* | clone3,* | fork,* | vfork,*) echo EAGAIN ENOMEM ;;
    wait4,* | poll,* | clock_nanosleep,*) echo EINTR ;;
    readlink,* | newfstatat,* | fstat,* | stat,* | lstat,* | access,*) echo EACCES EIO ENOMEM ;;
    execve,*) echo EACCES EIO ENOMEM ;;
    *) echo ENOSYS EPERM ;;
    esac
}

# expect_all_commands_work AFTER
expect_all_commands_work() {
    # shellcheck disable=SC2016 # for the shell in the image
    outcome_of in_image sh -ec 'for command; do "$command" --version; done' sh "${commands[@]}"
    expect_equal "exit status and stderr of the commands, after $1" "0 " "$status $stderr"
    expect_equal "commands of the right mode, after $1" "${#commands[@]}" "$(grep -c "v1\.8.*(${mode/#nft/nf_tables})" <<<"$stdout")"
}

# expect_good_end WHAT: after that fault, all commands run the right mode, and the repeated action ends as the good run did. An installation
# can also be uninstalled: after the repetition, or, every other time, from the state that the fault has left.
expect_good_end() {
    expect_all_commands_work "$1"
    # The commands that ran have switched links by now. The repeated action must end well all the same.
    remove_rules
    ends=$((ends + 1))
    [ $((ends % 2)) = 0 ] || expect_uninstalled "$1"
    expect_success act
    [ "$action" != first-call ] || expect_equal "rules applied at last, after $1" 1 "$(applied "$mode")"
    # A first call does not look for leftovers; --switch, --reset and install do.
    if [ "$action" = first-call ] && [ -n "$(leftovers)" ]; then
        expect_success in_image iptables-wrapper --switch
    fi
    expect_equal "leftovers after $1" "" "$(leftovers)"
    expect_equal "state in the end, after $1" "$after" "$(state)"
    [ $((ends % 2)) = 1 ] || expect_uninstalled "$1"
}
ends=0

# expect_uninstalled WHAT: what was there before the installation comes back. Does nothing for an action that installs nothing.
expect_uninstalled() {
    case $action in
    install | second-install | root-install | root-second-install)
        expect_success in_image /iptables-wrapper-installer --uninstall --no-cleanup --quiet
        expect_equal "leftovers after $1 and --uninstall" "" "$(leftovers)"
        expect_equal "state after $1 and --uninstall" "$bare" "$(state)" ;;
    esac
}
