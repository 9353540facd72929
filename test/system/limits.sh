#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# limits.sh LAYOUT: little memory, little stack, few open files, small files. Under each limit the installer does all or nothing, and
# says which; under each limit that the real command can work with, so can the call through the wrapper, with the same outcome.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_layout "$1"
bring_installer
listing() { (cd "$image" && find usr/sbin etc var/lib -type d -printf '%p %m\n' -o -printf '%p %y %m %s %l\n' | sort); }
# said_under LIMIT COMMAND...: keeps $status and $said, through a pipe, which has no size.
said_under() {
    local limit=$1
    shift
    status=0
    said=$(in_image prlimit --core=0 "$limit" "$@" 2>&1) || status=$?
}
bare=$(listing)
expect_success in_image /iptables-wrapper-installer --no-cleanup
good=$(listing)
remove() {
    expect_success in_image /iptables-wrapper-installer --uninstall --no-cleanup
    expect_equal "tree after --uninstall, $1" "$bare" "$(listing)"
}
remove "at first"

done_under=0 refused_under=0
# install_under LIMIT: with it all or nothing has been done; a program that cannot even start has done nothing.
install_under() {
    said_under "$1" /iptables-wrapper-installer --no-cleanup --quiet
    case $status in
    0)
        expect_equal "tree, installed under $1" "$good" "$(listing)"
        done_under=$((done_under + 1))
        remove "under $1" ;;
    1 | 3)
        expect_part "stderr under $1" "iptables-wrapper-installer: error: " "$said"
        expect_equal "tree, refused under $1 ($said)" "$bare" "$(listing)"
        refused_under=$((refused_under + 1)) ;;
    126 | 127 | 134 | 139) expect_equal "tree, not even started under $1" "$bare" "$(listing)" ;;
    *) fail "under $1: exit status $status: $said" ;;
    esac
}
for size in 0 1000 100000 1000000; do install_under --fsize=$size; done
for files in {3..14}; do install_under "--nofile=$files"; done
for memory in {8..32}; do install_under --as=$((memory * 250000)); done
for stack in 16 24 32 48 64 96 128; do install_under --stack=$((stack * 1024)); done
echo "$1: installed under $done_under limits, refused under $refused_under"
((done_under > 10 && refused_under > 10)) || fail "the limits are no longer where they were"

expect_success in_image /iptables-wrapper-installer --no-cleanup
plant_hint nft
# call_under LIMIT
call_under() {
    local real
    said_under "$1" iptables-nft -S
    real="$status $said"
    in_image iptables-wrapper --reset >"$work/reset"
    said_under "$1" iptables -S
    case $real in
    "0 "*) expect_equal "call under $1" "$real" "$status $said" ;;
    *) [ "$status" != 0 ] || fail "under $1 the call says it has succeeded, the real one does not" ;;
    esac
    expect_success in_image iptables -S
}
call_under --fsize=0
for files in {0..6}; do call_under "--nofile=$files"; done
for memory in {2..16}; do call_under --as=$((memory * 500000)); done
for stack in 16 24 32 48 64 96 128; do call_under --stack=$((stack * 1024)); done
# By its own name it is as modest. The kernel begins the stack up to 8 KiB lower, at random.
for task in --switch --verify "--detect --json" "--switch -- /bin/true" install; do
    # shellcheck disable=SC2086 # one word an argument
    expect_success in_image prlimit --core=0 --stack=$((72 * 1024)) iptables-wrapper $task
done
expect_success in_image prlimit --core=0 --stack=$((48 * 1024)) iptables-wrapper --reset

on_host iptables-nft -t mangle -X KUBE-IPTABLES-HINT
plant_hint legacy
for files in {1..19}; do
    on_host iptables-legacy -F INPUT
    expect_success in_image iptables-wrapper --reset
    outcome_of in_image prlimit "--nofile=$files" iptables-restore --noflush <<<$'*filter\n-A INPUT -s 192.0.2.7 -j ACCEPT\nCOMMIT'
    expect_equal "rules in the wrong mode" 0 "$(count_rules nft iptables 192.0.2.7)"
    expect_equal "rules with $files open files and status $status" "$([ "$status" = 0 ] && echo 1 || echo 0)" "$(count_rules legacy iptables 192.0.2.7)"
    [ "$status" = 0 ] || [ -n "$stderr" ] || fail "exit status $status with $files open files, without a word"
done
expect_equal "exit status with $files open files ($stderr)" 0 "$status"
expect_commands_run legacy
