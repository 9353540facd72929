#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# kubernetes.sh MANIFEST: a manifest of packaging/examples/kubernetes is one for the API, and its containers do what it says, with
# the rights that it gives them and no others.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/containers.sh"

manifest=$checkout/packaging/examples/kubernetes/$1.yaml
[ -e "$manifest" ] || manifest=$checkout/packaging/examples/kubernetes/$1/kustomization.yaml
manifests=(/usr/bin/python3 "$checkout/test/lib/manifests.py")
expect_success "${manifests[@]}" "$manifest"

# create_of_manifest NAME CONTAINER [COMMAND...]: a container like that of the manifest; COMMAND in place of its own.
create_of_manifest() {
    local name=$1 lines options command
    mapfile -t lines < <("${manifests[@]}" "$manifest" "$2")
    shift 2
    eval "options=(${lines[1]}) command=(${lines[2]})"
    [ $# = 0 ] || command=("$@")
    lines[0]=${lines[0]/OWNER/owner}
    podman tag $tested_image "${lines[0]}"
    podman create --quiet --name "$name" --cgroup-parent "$cgroup" --pull never \
        --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 "${options[@]}" "${lines[0]}" "${command[@]}" >"$work/created"
}

# Without NET_ADMIN the kernel refuses to answer: so the example's rights are not more than is needed.
without_net_admin() { sed '/add: \["NET_ADMIN/d' "$manifest" >"$work/less.yaml" && manifest=$work/less.yaml; }

modes() {
    expect_part "the image, which is to be of this version" ":$("$bin/iptables-wrapper" --version | sed 's/.* //')" \
        "$("${manifests[@]}" "$manifest" detect)"
    build_image "$checkout/packaging/image/Dockerfile"
    for mode in legacy nft; do
        plant_hint $mode
        create_of_manifest on-$mode detect
        expect_success podman start --attach on-$mode
        expect_equal "lines on a host in $mode" 1 "$(wc -l <<<"$stdout")"
        expect_equal "what is said of it" "$mode kubelet $mode KUBE-IPTABLES-HINT" \
            "$(jq -r '"\(.mode) \(.rung) \(.mark.backend) \(.mark.chain)"' <<<"$stdout")"
        on_host iptables-$mode -t mangle -X KUBE-IPTABLES-HINT
    done
    without_net_admin
    create_of_manifest refused detect
    expect_success podman start --attach refused
    expect_equal "nft, without NET_ADMIN" blind "$(jq -r .nft.ip.status <<<"$stdout")"
}

node_agent() {
    new_image_with alternatives
    make_base $tested_image
    create_of_manifest waits wait-for-evidence
    podman start --attach waits >"$work/said" 2>&1 &
    until podman top waits >/dev/null 2>&1; do
        kill -0 $! || fail "the container did not wait: $(cat "$work/said")"
        sleep 0.1
    done
    plant_hint legacy
    wait $! || fail "the container that waits: $(cat "$work/said")"
    expect_part "what it says" "mode: legacy" "$(cat "$work/said")"
    # Nothing speaks for a mode: the first container fails in time, with the end of the agent's start.
    on_host iptables-legacy -t mangle -X KUBE-IPTABLES-HINT
    create_of_manifest in-vain wait-for-evidence iptables-wrapper --detect --wait 1
    outcome_of podman start --attach in-vain
    expect_equal "exit status without evidence" 1 "$status"
    expect_part "stderr without evidence" "no evidence after 1 s" "$stderr"
    plant_hint legacy

    create_of_manifest agent agent iptables -A FORWARD -s 192.0.2.1
    expect_success podman start --attach agent
    expect_equal "rules of the agent in legacy" 1 "$(count_rules legacy iptables 192.0.2.1)"
    expect_equal "rules of the agent in nft" 0 "$(count_rules nft iptables 192.0.2.1)"

    without_net_admin
    create_of_manifest refused wait-for-evidence
    outcome_of podman start --attach refused
    expect_equal "exit status without NET_ADMIN" 1 "$status"
    expect_part "stderr without NET_ADMIN" "the kernel refuses to answer" "$stderr"
    create_of_manifest unfounded agent iptables -S
    expect_failure 125 "cannot choose between nft and legacy" podman start --attach unfounded
}

# The patch puts the wait before what the DaemonSet of somebody else does first, and leaves that as it is.
first_wait() {
    expect_equal "containers, in this order" "wait-for-evidence copy-configuration agent" "$(names_of_containers)"
    build_image "$checkout/packaging/image/Dockerfile"
    create_of_manifest waits wait-for-evidence
    for mode in legacy nft; do
        plant_evidence $mode-owner
        expect_success podman start --attach waits
        expect_part "what it says" "mode: $mode" "$stdout"
        on_host iptables-$mode -F FORWARD
        on_host iptables-$mode -X DOCKER-USER
    done
    create_of_manifest in-vain wait-for-evidence /iptables-wrapper --detect --wait 1
    outcome_of podman start --attach in-vain
    expect_equal "exit status without evidence" 1 "$status"
    expect_part "stderr without evidence" "no evidence after 1 s" "$stderr"
}
names_of_containers() { "${manifests[@]}" "$manifest" --names | xargs; }

use_private_containers
"${1//-/_}"
