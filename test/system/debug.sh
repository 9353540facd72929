#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# IPTABLES_WRAPPER_DEBUG=1 says on stderr in one line what was chosen, why, and whether for good; 2 says every step; no value ever
# stops a call.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
expect_debug() {
    in_image iptables-wrapper --reset >"$work/reset"
    expect_success in_image env "IPTABLES_WRAPPER_DEBUG=$1" iptables -V
    expect_equal "stderr with DEBUG=$1" "$2" "$stderr"
    expect_part "stdout" "iptables v1.8" "$stdout"
}
plant_hint legacy
one_line="iptables-wrapper: debug: legacy: chain KUBE-IPTABLES-HINT in table mangle, legacy IPv4 (kubelet); permanent"
for value in 1 true yes 3 -1; do expect_debug "$value" "$one_line"; done
for value in 0 ''; do expect_debug "$value" ""; done
expect_debug 2 "$one_line
$(for command in "${commands[@]}"; do
    echo "iptables-wrapper: debug: linked '/usr/sbin/$command' -> '${command/tables/tables-legacy}'"
done)
iptables-wrapper: debug: running '/usr/sbin/iptables-legacy' as 'iptables'"
# If one link cannot be changed, the others stay as well.
in_image iptables-wrapper --reset >"$work/reset"
expect_success "${clean_environment[@]}" IPTABLES_WRAPPER_DEBUG=2 strace -o /dev/null --inject=symlink:error=ENOSPC:when=1 chroot "$image" iptables -V
expect_equal "stderr with an error" "$one_line
iptables-wrapper: debug: cannot change the link '/usr/sbin/iptables': no space left on device
$(for command in "${commands[@]:1}"; do echo "iptables-wrapper: debug: left alone '/usr/sbin/$command'"; done)
iptables-wrapper: debug: running '/usr/sbin/iptables-legacy' as 'iptables'" "$stderr"

on_host iptables-legacy -t mangle -X KUBE-IPTABLES-HINT
on_host iptables-legacy -A INPUT -j ACCEPT
expect_debug 1 "iptables-wrapper: debug: legacy: rules in legacy alone; not permanent: \
neither the kubelet nor an owner of the firewall says so"

# Permanent is only what is kept here.
plant_hint legacy
mount -o remount,bind,ro "$image"
expect_success in_image env IPTABLES_WRAPPER_DEBUG=1 iptables -V
expect_equal "stderr on a read-only root" \
    "${one_line%permanent}not permanent: cannot change the link '/usr/sbin/iptables': read-only file system" "$stderr"
