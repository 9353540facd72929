#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# confined.sh MODE: under the seccomp profile of container engines, and under profiles that lack even the calls that only the wrapper makes.
# Installer and wrapper do their work, or the wrapper does without. The right mode is called, without a
# word unless it is a guess, and only a certain decision is permanent.
. "$(dirname "$0")/../lib/scenario.sh"

mode=$1
under() { "${clean_environment[@]}" "$checkout/test/lib/under_profile" "$@"; }
new_image
use_plain_links
bring_installer
expect_success under containers -- chroot "$image" /iptables-wrapper-installer --no-cleanup
expect_commands_run wrapper
plant_hint "$mode"

# called MODE: the outcome is the one of a rule added there, and nothing else has happened. Keeps the addresses apart.
number=0
call() {
    number=$((number + 1))
    expect_success "$@" -A FORWARD -s "192.0.2.$number"
    expect_equal "stdout and stderr of $*" "" "$stdout$stderr"
}
called() { expect_equal "rules in $1, $2" 1 "$(count_rules "$1" iptables "192.0.2.$number/")"; }
reset() {
    in_image iptables-wrapper --reset >"$work/reset"
    expect_commands_run wrapper
}

call under containers -- chroot "$image" iptables
called "$mode" "under the profile of containers"
expect_commands_run "$mode"
expect_success under containers -- chroot "$image" iptables-wrapper --reset
expect_commands_run wrapper
expect_success under containers -- chroot "$image" iptables-wrapper --detect
expect_part "what --detect says" "$mode" "$stdout"

# Without these it is as if alone, with names that can be foreseen, and without asking first. iptables-legacy needs flock itself.
dispensable=(getrandom faccessat2)
[ "$mode" = legacy ] || dispensable+=(flock)
for call in "${dispensable[@]}"; do
    for error in EPERM ENOSYS; do
        call under "$call=$error" -- chroot "$image" iptables
        called "$mode" "without $call"
        expect_commands_run "$mode"
        reset
    done
done
# Without a lock nobody's leftovers are removed: they may belong to a call at work.
leftover=$image/usr/sbin/.iptables-wrapper-0123456789abcdef
ln -s nowhere "$leftover"
expect_success under flock=ENOSYS -- chroot "$image" iptables-wrapper --switch
[ -L "$leftover" ] || fail "a leftover is removed without the lock"
reset
[ ! -L "$leftover" ] || fail "a leftover is not removed"
# Without these nothing can be changed, and nothing is.
for calls in "symlink=%" "rename=% renameat2=%"; do
    for error in EPERM ENOSYS; do
        # shellcheck disable=SC2086 # one word a call
        call under ${calls//%/$error} -- chroot "$image" iptables
        called "$mode" "without $calls"
        expect_commands_run wrapper
    done
done
# Without the answer of nft, it is a guess, and nft would not answer the real command either.
for error in EPERM ENOSYS; do
    call under recvmmsg=$error -- chroot "$image" env IPTABLES_WRAPPER_GUESS=retry iptables
    called "$mode" "without recvmmsg"
    expect_commands_run wrapper
done

# The root of a user namespace may do all to his own network namespace, and nothing to the links. The list of legacy tables
# is for the host's root alone, but the table with the hints can be asked for.
in_user_namespace() {
    # shellcheck disable=SC2016 # the inner shell's
    "${clean_environment[@]}" setpriv --reuid 65534 --regid 65534 --clear-groups \
        unshare --user --map-root-user --net chroot "$image" sh -ec '
            iptables-$1 -t mangle -N KUBE-IPTABLES-HINT
            $2 iptables -A FORWARD -s 192.0.2.200
            iptables-$3 -S FORWARD' sh "$@"
}
mount -t tmpfs -o mode=1777 tmpfs "$image/run" # for the lock of iptables-legacy
expect_rule() {
    expect_part "rules" 192.0.2.200 "$stdout"
    expect_equal "stderr" "$1" "$stderr"
    expect_commands_run wrapper
}
expect_success in_user_namespace "$mode" '' "$mode"
expect_rule ""
expect_success in_user_namespace "$mode" "env IPTABLES_WRAPPER_MODE=$mode" "$mode"
expect_rule ""
