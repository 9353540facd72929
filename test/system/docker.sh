#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# docker.sh MODE: containers of a real dockerd whose rules are in MODE, with the rights that README asks for. In the host's network, the
# first call finds Docker's chains and switches the links. With a read-only root, it runs the right mode. In a network of Docker's own,
# where there are only the rules for its DNS server, it uses their mode and makes nothing permanent.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/containers.sh"
. "$checkout/test/lib/host_states.sh"

mode=$1
other=$(other_mode "$mode")
trap remove_cgroups EXIT
start_dockerd "$mode" --cgroup-parent "$cgroup"

new_image_with plain
tar -C "$image" -c --exclude='./proc/*' --exclude='./dev/*' --exclude=./usr/share/{doc,man,locale} . |
    by_owner docker import - box >"$work/import"
run() { expect_success by_owner docker run --rm --cap-add NET_ADMIN "$@"; }

run --network host box sh -c 'iptables -A FORWARD -s 198.51.100.1 -j ACCEPT && readlink -f /usr/sbin/iptables /usr/sbin/ip6tables-restore'
expect_equal "what the commands run after the first call" \
    "/usr/sbin/xtables-$mode-multi"$'\n'"/usr/sbin/xtables-$mode-multi" "$stdout"
run --read-only --tmpfs /run --network host box iptables -A FORWARD -s 198.51.100.1 -j ACCEPT
expect_equal "what the call in a read-only container says" "" "$stdout$stderr"
expect_equal "rules in $mode" 2 "$(count_rules "$mode" iptables 198.51.100.1)"
expect_equal "rules in the other mode" 0 "$(count_rules "$other" iptables 198.51.100.1)"

by_owner docker network create pods >"$work/network"
run --network pods box sh -c "iptables-$mode-save -t nat && iptables-$other-save && iptables-wrapper --detect --json"
expect_part "rules in the container's network" ":DOCKER_OUTPUT " "$stdout"
expect_equal "answer in the container's network" "$mode rules false" \
    "$(tail -n 1 <<<"$stdout" | jq -r '"\(.mode) \(.rung) \(.permanent)"')"
