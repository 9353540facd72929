#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# kernel_refuses.sh CALL: a system call that the installer can do without, or must notice, fails wherever it is made.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
bring_installer
# traced CALL FAULT OPTION...: runs the installer with a fault, and keeps its calls, but not those of its children, in $work/trace.
traced() {
    local call=$1 fault=$2
    shift 2
    outcome_of "${clean_environment[@]}" strace -qq -o "$work/trace" -e trace="execve,$call" -e inject="$call:$fault" \
        chroot "$image" /iptables-wrapper-installer --no-cleanup "$@"
}
state() { tree usr/sbin etc var/lib; }

case $1 in
flock) # on file systems without locks
    traced flock error=ENOLCK
    expect_equal "exit status ($stderr)" 0 "$status"
    expect_part "stderr" "warning: cannot lock '/': no locks available; " "$stderr"
    expect_commands_run wrapper ;;
poll) # must not be asked again and again until the time is over
    traced poll,ppoll error=ENOMEM
    expect_equal "exit status ($stderr)" 3 "$status"
    expect_part "stderr" "its output cannot be read" "$stderr"
    [ "$(wc -l <"$work/trace")" -lt 20 ] || fail "$(wc -l <"$work/trace") calls of poll" ;;
link) # on file systems without second names; each of their ways to say so
    use_regular_files
    bare=$(state)
    for error in EPERM EMLINK EOPNOTSUPP EXDEV; do
        traced link,linkat "error=$error"
        expect_equal "exit status without hard links, $error ($stderr)" 0 "$status"
        grep -q INJECTED "$work/trace" || fail "nobody asked for a hard link"
        expect_commands_run wrapper
        traced link,linkat "error=$error" --uninstall
        expect_equal "exit status of --uninstall without hard links, $error ($stderr)" 0 "$status"
        expect_equal "state after --uninstall, $error" "$bare" "$(state)"
    done ;;
fsync) # the backup of the older wrapper goes, too
    expect_success in_image /iptables-wrapper-installer --no-cleanup
    echo of an earlier version >>"$image/usr/sbin/iptables-wrapper"
    before=$(tree .)
    traced fsync error=EIO
    expect_equal "exit status" 1 "$status"
    expect_part "stderr" "note: all changes were rolled back" "$stderr"
    expect_equal "tree" "$before" "$(tree .)" ;;
read) # an answer cut short must not be taken for all there is
    before=$(state)
    traced read error=EIO:when=500 --dry-run
    first=$(awk '/^execve\("\/iptables-wrapper-installer/ { exit } /^read/ { count++ } END { print count + 1 }' "$work/trace")
    # Most answers take two reads, the second of them at the end: every third is now one, now the other.
    for ((n = first; n < 500; n += 3)); do
        traced read "error=EIO:when=$n" --quiet
        grep -q INJECTED "$work/trace" || break
        case $status in
        0)
            expect_success in_image /iptables-wrapper-installer --check
            expect_success in_image /iptables-wrapper-installer --no-cleanup --uninstall ;;
        *) expect_part "stderr with a fault at read $n" ": error: " "$stderr" ;;
        esac
        expect_equal "state with a fault at read $n ($status: $stderr)" "$before" "$(state)"
    done
    echo "tried at $(((n - first) / 3)) reads"
    [ $(((n - first) / 3)) -gt 10 ] || fail "too few"
    [ "$n" -lt 500 ] || fail "no end of reads" ;;
esac
