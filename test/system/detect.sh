#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# --detect [--json] tells mode and evidence and what the commands run now, of the form of the schema, and changes nothing.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/schemas.sh"

new_image_with plain
before=$(tree .)

detect in_image
expect_detected '.mode, .rung, .mixed, .permanent, .guess, .commands.iptables' "nft nothing false false true wrapper"
expect_detected '[.nft, .legacy | .ip, .ip6 | .reason] == [null, null, null, null]' true
plant_hint legacy ip6tables KUBE-KUBELET-CANARY
detect in_image
expect_detected '.mode, .rung, .mixed, .permanent' "legacy kubelet false true"
expect_detected '.mark | .who, .backend, .family, .table, .chain' "kubelet legacy ip6 mangle KUBE-KUBELET-CANARY"
expect_success in_image iptables-wrapper --detect
expect_part "--detect" "mode: legacy" "$stdout"
expect_part "--detect" "chain KUBE-KUBELET-CANARY in table mangle, legacy IPv6 (kubelet)" "$stdout"
plant_hint nft
detect in_image
expect_detected '.mode, .mixed, .nft.ip.marks[0], .legacy.ip6.marks[0]' "nft true KUBE-IPTABLES-HINT KUBE-KUBELET-CANARY"
expect_part "warnings" "mixed: " "$(jq -r '.warnings[]' <<<"$detected")"

detect setpriv --bounding-set=-net_admin "${clean_environment[@]}" chroot "$image"
expect_detected '.permanent, .guess, .nft.ip.status' "false true blind"
expect_part "reason" "operation not permitted" "$(jq -r .not_permanent_because <<<"$detected")"
expect_equal "tree" "$before" "$(tree .)"

# A table that is too large to be read at every call is read for this.
{
    echo '*raw'
    printf -- '-A PREROUTING -s 192.0.2.9 -j ACCEPT\n%.0s' {1..2000}
    echo COMMIT
} | on_host iptables-legacy-restore
detect in_image
expect_detected '.legacy.ip | .tables, .rules, .policies' "true true false"
on_host iptables-legacy -t raw -F

# After the switch: commands that the host contradicts, and a setting that nobody reads.
expect_success in_image iptables -S
detect in_image
expect_detected '.commands[]' "nft nft nft nft nft nft"
expect_detected '.warnings | length' 1 # of mixed
on_host iptables-nft -t mangle -X KUBE-IPTABLES-HINT
detect in_image
expect_part "warnings" "iptables runs nft, but the host uses legacy" "$(jq -r '.warnings[]' <<<"$detected")"
detect in_image env IPTABLES_WRAPPER_MODE=legacy
expect_part "warnings" "IPTABLES_WRAPPER_MODE has no effect" "$(jq -r '.warnings[]' <<<"$detected")"
ln -sfn nowhere "$image/usr/sbin/ip6tables"
ln -sfn /usr/sbin/iptables-wrapper "$image/usr/sbin/iptables-save"
detect in_image
expect_detected '.commands | .iptables, ."iptables-save", .ip6tables' "nft wrapper missing"

# What could be decided but not kept is not called permanent.
in_image iptables-wrapper --reset >"$work/reset"
mount -o remount,bind,ro "$image"
detect in_image
expect_detected '.permanent, .not_permanent_because' \
    "false cannot change the link '/usr/sbin/iptables': read-only file system"
mount -o remount,bind,rw "$image"
rm "$image"/usr/sbin/{iptables,ip6tables}-legacy* "$image/usr/sbin/xtables-legacy-multi"
detect in_image
expect_detected '.permanent, .not_permanent_because' "false the program of that mode is not installed"
expect_detected '.program' ""
