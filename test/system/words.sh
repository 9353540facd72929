#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# What the wrapper says never harms the call: on a stderr that nobody reads, that is full, closed or limited, the words are lost, and the
# command runs with everything as it would have been without the wrapper.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
plant_hint nft

# A user who may administer the network gets the right mode; one who may not, what the real command would have said. Neither changes a link,
# and the wrapper adds no word of its own.
as_user() {
    setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps="+sys_chroot$1" --ambient-caps="+sys_chroot$1" \
        "${clean_environment[@]}" "${settings[@]}" chroot "$image" "${@:2}"
}
settings=()
before=$(tree usr/sbin)
for capabilities in ,+net_admin,+net_raw ''; do
    for arguments in -S "-A FORWARD -s 192.0.2.1"; do
        # shellcheck disable=SC2086 # one word an argument
        outcome_of as_user "$capabilities" iptables-nft $arguments
        real="$status $stdout $stderr"
        # shellcheck disable=SC2086
        outcome_of as_user "$capabilities" iptables $arguments
        expect_equal "iptables $arguments with '$capabilities'" "${real//iptables-nft/iptables}" "$status $stdout $stderr"
    done
done
expect_equal "rules of the one who may, by real command and by wrapper" 2 "$(count_rules nft iptables 192.0.2.1)"
expect_equal "/usr/sbin" "$before" "$(tree usr/sbin)"

answer legacy 'exit 0'
stand_in nft
mount -o remount,bind,ro "$image"
# with_stderr KIND COMMAND...: the outcome of COMMAND in the image, by either name of it; what differs at every call is left out.
with_stderr() {
    local kind=$1
    shift
    "$checkout/test/lib/odd_stderr" "$kind" "${clean_environment[@]}" "${settings[@]}" chroot "$image" "$@" |
        sed -e 's/iptables-nft/iptables/' -e '/^fd [12]:/s/ inode [0-9]*//'
}
settings=(IPTABLES_WRAPPER_DEBUG=2)
for kind in pipe terminal; do
    expect_equal "what comes through a $kind" 2 "$(with_stderr $kind iptables -N X | grep -c '^iptables-wrapper: debug: [a-z].*[a-z]')"
done
for kind in pipe-gone{,+pending,+ignored} {pipe,fifo,socket}-full socket-gone terminal-{full,stopped,gone,of-others} \
    file-limit no-space read-only closed; do
    direct=$(with_stderr "$kind" iptables-nft -N X)
    expect_part "what arrives with $kind" "status 0" "$direct"
    expect_equal "what arrives with $kind" "$direct" "$(with_stderr "$kind" iptables -N X)"
    expect_part "the tool's own error with $kind" "status 2" "$(with_stderr "$kind" iptables-wrapper --bogus)"
    settings+=(IPTABLES_WRAPPER_MODE=neither)
    expect_part "an error with $kind" "status 125" "$(with_stderr "$kind" iptables -N X)"
    unset 'settings[1]'
done

# Callers such as libnetwork take any output of -N for a failure. Whoever has asked for guesses hears of none.
on_host iptables-nft -t mangle -X KUBE-IPTABLES-HINT
on_host iptables-nft -A INPUT -s 192.0.2.9 -j DROP
mount -o remount,bind,rw "$image"
answer nft 'exit 0'
for guess in '' keep retry; do
    settings=("IPTABLES_WRAPPER_GUESS=$guess")
    outcome_of as_user ,+net_admin,+net_raw iptables -N X
    case $guess in
    '') expect_part "a call that guesses" "iptables-wrapper: warning: guessing nft" "$stderr" ;;
    *) expect_equal "a call with GUESS=$guess" "0 " "$status $stdout$stderr" ;;
    esac
done
