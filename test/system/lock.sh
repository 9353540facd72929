#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# lock.sh LAYOUT: somebody, perhaps an ordinary user, holds the lock of the root directory. A call is made all the same and leaves the links
# alone. The installer and --reset wait, and do their work as soon as the holder is killed.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with "$1"
plant_hint nft

# hold: keeps the lock, as nobody, from when it returns until let_go.
hold() {
    setpriv --reuid 65534 --regid 65534 --clear-groups flock "$image" sh -c 'echo held; exec sleep 600' >"$work/held" &
    holder=$!
    await "the lock" [ -s "$work/held" ]
}
let_go() {
    pkill -KILL -P "$holder" || true
    kill -KILL "$holder" 2>/dev/null || true
    wait "$holder" 2>/dev/null || true
    rm "$work/held"
}

hold
expect_success in_image iptables -A FORWARD -s 192.0.2.1
expect_equal "stdout and stderr" "" "$stdout$stderr"
expect_equal "rules in nft" 1 "$(count_rules nft iptables 192.0.2.1)"
expect_commands_run wrapper
expect_success in_image env IPTABLES_WRAPPER_DEBUG=2 iptables -S
expect_part "what it says when asked" "left the commands alone: another process is changing them" "$stderr"
bring_installer
for look in --check --dry-run; do expect_success in_image /iptables-wrapper-installer $look; done
let_go
expect_success in_image iptables -A FORWARD -s 192.0.2.2
expect_commands_run nft

# expect_waiting NOW COMMAND...: COMMAND finds the lock taken, waits while the commands still run NOW, and succeeds when the lock is free.
expect_waiting() {
    local now=$1
    shift
    hold
    "${clean_environment[@]}" strace -e trace=flock -o "$work/trace" chroot "$image" "$@" >"$work/waiting" 2>&1 &
    local waiting=$!
    await "the installer to find the lock taken" grep -qs EAGAIN "$work/trace"
    kill -0 $waiting || fail "$1 does not wait: $(cat "$work/waiting")"
    expect_commands_run "$now"
    let_go
    wait $waiting || fail "$*: $(cat "$work/waiting")"
    rm "$work/trace"
}
expect_waiting nft iptables-wrapper --reset
expect_commands_run wrapper
expect_waiting wrapper iptables-wrapper --switch
expect_commands_run nft
expect_waiting nft /iptables-wrapper-installer --no-cleanup
expect_commands_run wrapper
expect_waiting wrapper /iptables-wrapper-installer --uninstall
expect_commands_run nft
