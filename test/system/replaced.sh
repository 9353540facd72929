#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# replaced.sh LAYOUT: an older wrapper of ours is replaced, even after it has switched the links, and while it is running, whether it knows
# yet where it is or not. The running one goes on then, and what it switches is right.
. "$(dirname "$0")/../lib/scenario.sh"

# is_running PROGRAM: as the kernel calls it.
is_running() {
    local program
    for program in /proc/[0-9]*/exe; do
        [ "$(readlink "$program")" != "$1" ] || return 0
    done
    return 1
}

new_image
use_layout "$1"
before=$(tree .)
wrapper=$image/usr/sbin/iptables-wrapper
bring_installer
make_other "$image/iptables-wrapper-installer"
expect_success in_image /iptables-wrapper-installer
expect_other_wrapper
plant_hint nft
in_image iptables -S >"$work/rules"
expect_commands_run nft
on_host iptables-nft -t mangle -X KUBE-IPTABLES-HINT

in_image iptables-wrapper --switch --wait 300 >"$work/waiting" 2>&1 &
await "the older wrapper to run" is_running "$wrapper"
install_wrapper
expect_equal "stderr" "" "$stderr"
install_wrapper --check # the wrapper is the one inside, byte for byte
expect_commands_run wrapper
is_running "$wrapper (deleted)" || fail "the older wrapper does not run any more: $(cat "$work/waiting")"

plant_hint legacy
wait $! || fail "the older wrapper: exit status $?: $(cat "$work/waiting")"
expect_commands_run legacy

# Replaced by one like it before it has asked where it is.
install_wrapper
expect_commands_run wrapper
"${clean_environment[@]}" strace -s 100 -o "$work/trace" -P /proc/self/exe --inject=readlink:delay_enter=3000000 \
    chroot "$image" /usr/sbin/iptables -S >"$work/rules" 2>"$work/said" &
await "the wrapper to run" is_running "$wrapper"
cp "$wrapper" "$image/opt/newer"
mv "$image/opt/newer" "$wrapper"
wait $! || fail "the replaced wrapper: exit status $?: $(cat "$work/said")"
expect_part "trace" "/usr/sbin/iptables-wrapper (deleted)" "$(cat "$work/trace")"
expect_commands_run legacy
install_wrapper --check
install_wrapper --uninstall
rm "$image/iptables-wrapper-installer"
expect_equal "tree after --uninstall" "$before" "$(tree .)"
