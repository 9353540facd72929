#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# --detect --wait on a read-only root: it ends when there is evidence, with status 1 when there is none in time, and at once where
# the kernel refuses to answer. --switch --wait changes nothing without evidence.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/schemas.sh"

new_image_with plain
mount -o remount,bind,ro "$image"
waited() { expect_success in_image iptables-wrapper --detect --json --wait 300 && take_detected; }

(sleep 1 && on_host iptables-legacy -N DOCKER && on_host iptables-legacy -A FORWARD -j DOCKER) &
waited
wait
expect_detected '.mode, .rung' "legacy owner"
expect_equal "what it says meanwhile" "iptables-wrapper: note: waiting up to 300 s for the kubelet or the owner of the firewall" "$stderr"
on_host iptables-legacy -F
on_host iptables-legacy -X

# When the time is over, what there is will do; a trace of legacy is as little as that can be.
expect_success in_image iptables-wrapper --detect --wait 1
expect_part "report" "mode: legacy" "$stdout"
for evidence in "iptables-legacy -A INPUT -j ACCEPT" "nft add table ip kube-proxy"; do
    # shellcheck disable=SC2086 # the words of a command
    on_host $evidence
    expect_success in_image iptables-wrapper --detect --wait 1
    [ "$evidence" = "${evidence#nft}" ] || expect_part "report" "mode: nft" "$stdout"
done
on_host nft delete table ip kube-proxy
outcome_of setpriv --bounding-set=-net_admin "${clean_environment[@]}" chroot "$image" iptables-wrapper --detect --wait 86400
expect_equal "exit status" 1 "$status"
expect_part "stderr" "error: cannot decide: nft IPv4: the kernel refuses to answer: operation not permitted" "$stderr"
expect_success in_image env IPTABLES_WRAPPER_MODE=nft iptables-wrapper --detect --wait 86400

mount -o remount,bind,rw "$image"
before=$(tree .)
expect_failure 1 "error: cannot switch the commands: no evidence after 1 s" in_image unshare --net iptables-wrapper --switch --wait 1
expect_failure 1 "nft IPv4: the kernel refuses to answer" setpriv --bounding-set=-net_admin "${clean_environment[@]}" \
    chroot "$image" iptables-wrapper --switch --wait 86400
expect_equal "tree" "$before" "$(tree .)"
# A guess that is to be kept is no evidence either, but will do when the time is over.
expect_success in_image unshare --net env IPTABLES_WRAPPER_GUESS=keep iptables-wrapper --switch --wait 1
expect_part "what it says meanwhile" "note: waiting up to 1 s" "$stderr"
expect_commands_run nft
