#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A kernel without nft, and no hint: the call is made with legacy, which works there.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
# Kernels say so by one of two errnos, old emulators by a third. With no rules anywhere, that alone decides. musl asks once more without SOCK_CLOEXEC.
for error in EPROTONOSUPPORT EAFNOSUPPORT EPFNOSUPPORT; do
    expect_success "${clean_environment[@]}" strace -o "$work/trace" --inject=socket:error=$error:when=1..2 chroot "$image" iptables -V
    expect_part "the socket that failed" "NETLINK_NETFILTER) = -1 $error" "$(cat "$work/trace")"
    expect_part "mode of the call" "(legacy)" "$stdout"
    expect_equal "stderr" "" "$stderr"
done
plant_junk legacy
expect_success in_image iptables-legacy -S
real=$stdout
expect_success "$bin/without_nft" "${clean_environment[@]}" chroot "$image" iptables -S
expect_equal "rules, against iptables-legacy's" "$real" "$stdout"
expect_equal "stderr" "" "$stderr"
expect_commands_run wrapper

# --verify accepts the mode that works, and no other.
verify() { "$bin/without_nft" "${clean_environment[@]}" chroot "$image" /usr/sbin/iptables-wrapper --verify; }
expect_success verify
expect_part "--verify" "and the host needs legacy (" "$stdout"
for command in "${commands[@]}"; do ln -sfn "${command/tables/tables-nft}" "$image/usr/sbin/$command"; done
expect_failure 1 "cannot verify '/usr/sbin/iptables': it runs nft, but the host needs legacy (" verify
for command in "${commands[@]}"; do ln -sfn iptables-wrapper "$image/usr/sbin/$command"; done

# A legacy hint is a certain answer there too.
plant_hint legacy
expect_success "$bin/without_nft" "${clean_environment[@]}" chroot "$image" iptables -S
expect_commands_run legacy
