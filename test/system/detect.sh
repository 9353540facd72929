#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# --detect [--json] tells mode and evidence, and changes nothing.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
before=$(tree .)
# expect_json FILTER VALUE
expect_json() { expect_equal "$1 of $stdout" "$2" "$(jq -r "$1" <<<"$stdout")"; }

expect_success in_image iptables-wrapper --detect --json
expect_json '.mode, .hint, .mixed, .keep' $'nft\nnull\nfalse\ntrue'
plant_hint legacy ip6tables KUBE-KUBELET-CANARY
expect_success in_image iptables-wrapper --detect --json
expect_json '.mode, .mixed' $'legacy\nfalse'
expect_json '.hint | .backend, .family, .table, .chain' $'legacy\nip6\nmangle\nKUBE-KUBELET-CANARY'
expect_success in_image iptables-wrapper --detect
expect_part "--detect" "mode: legacy" "$stdout"
expect_part "--detect" KUBE-KUBELET-CANARY "$stdout"
plant_hint nft
expect_success in_image iptables-wrapper --detect --json
expect_json '.mode, .mixed' $'nft\ntrue'
expect_json '.nft.ip.chains[0], .legacy.ip6.chains[0]' $'KUBE-IPTABLES-HINT\nKUBE-KUBELET-CANARY'

stdout=$(setpriv --bounding-set=-net_admin "${clean_environment[@]}" chroot "$image" iptables-wrapper --detect --json)
expect_json '.keep, .nft.ip.look' $'false\nblind'
expect_equal "tree" "$before" "$(tree .)"
