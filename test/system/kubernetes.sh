#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# kubernetes.sh MANIFEST: a manifest of packaging/examples/kubernetes has the types of the API, and its containers do what it says, with
# the rights and mounts that it gives them and no others. test/lint-yaml holds it against the schemas, too.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/containers.sh"

examples=$checkout/packaging/examples/kubernetes
manifest=$work/manifest.json
ask() { jq -r --arg volumes "$work/volumes" -L "$checkout/test/lib" "include \"manifests\"; $1" "$manifest"; }

# read_manifest NAME: its workload as $manifest; of a kustomization, the resource with its patch.
read_manifest() {
    local directory=$examples/$1
    if [ ! -d "$directory" ]; then
        yq . "$directory.yaml" >"$manifest"
        return
    fi
    expect_equal "what is patched" "agent.yaml wait.yaml DaemonSet $(yq -r .metadata.name "$directory/agent.yaml")" \
        "$(yq -r '"\(.resources[]) \(.patches[] | "\(.path) \(.target.kind) \(.target.name)")"' "$directory/kustomization.yaml")"
    yq . "$directory/agent.yaml" >"$work/agent.json"
    jq -L "$checkout/test/lib" --slurpfile patch <(yq 'del(.metadata)' "$directory/wait.yaml") \
        'include "manifests"; merged($patch[0])' "$work/agent.json" >"$manifest"
}

# The models of Debian's python3-kubernetes are generated from the API's own description. What they do not know or what has another type does not
# come back.
check_types() {
    expect_equal "the manifest, by the types of the API" "$(jq -S . "$manifest")" "$(/usr/bin/python3 - "$manifest" <<'END' | jq -S .
import json, sys, kubernetes.client
class Answer:
    data = open(sys.argv[1]).read()
client = kubernetes.client.ApiClient()
print(json.dumps(client.sanitize_for_serialization(client.deserialize(Answer, "V1" + json.loads(Answer.data)["kind"]))))
END
)"
    # shellcheck disable=SC2016 # $wanted is jq's
    expect_equal "whether the selector selects its own pods" true "$(ask '.spec.selector.matchLabels as $wanted | .spec.template.metadata.labels | contains($wanted)')"
}

# make_volumes: what the volumes of the pod are on this host.
make_volumes() {
    local name kind what
    mkdir "$work/volumes"
    ask '.spec.template.spec.volumes[]? | "\(.name) \(.hostPath.type // .emptyDir.medium) \(.hostPath.path // .emptyDir.sizeLimit)"' | while read -r name kind what; do
        case $kind in
        FileOrCreate) touch "$what" && ln -s "$what" "$work/volumes/$name" ;;
        Memory) mkdir "$work/volumes/$name" && mount -t tmpfs -o "mode=777,size=${what%i}" tmpfs "$work/volumes/$name" ;;
        *) fail "nothing is known of a volume $kind" ;;
        esac
    done
}

# create_of_manifest NAME CONTAINER [COMMAND...]: a container like that of the manifest; COMMAND in place of its own.
create_of_manifest() {
    local name=$1 lines options command
    mapfile -t lines < <(ask "podman(\"$2\"; \$volumes)")
    [ ${#lines[@]} = 3 ] || fail "no container '$2'"
    shift 2
    eval "options=(${lines[1]}) command=(${lines[2]})"
    [ $# = 0 ] || command=("$@")
    lines[0]=${lines[0]/OWNER/owner}
    podman tag $tested_image "${lines[0]}"
    podman create --quiet --name "$name" --cgroup-parent "$cgroup" --pull never \
        --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 "${options[@]}" "${lines[0]}" "${command[@]}" >"$work/created"
}

# Without NET_ADMIN the kernel refuses to answer: so the example's rights are not more than is needed.
without_net_admin() {
    jq 'del(.. | .capabilities?.add? // empty | .[] | select(. == "NET_ADMIN"))' "$manifest" >"$work/less.json"
    manifest=$work/less.json
}

prepare_image() {
    new_image_with alternatives
    make_base $tested_image
}

# expect_shared_lock CONTAINER: while a program of the host has the lock, that container cannot change legacy rules.
expect_shared_lock() {
    create_of_manifest locked "$1" iptables-legacy -w 1 -A FORWARD -s 192.0.2.99
    expect_failure 4 "xtables lock" flock /run/xtables.lock podman start --attach locked
    expect_success podman start --attach locked
}

modes() {
    prepare_image
    for mode in legacy nft; do
        plant_hint $mode
        create_of_manifest on-$mode detect
        expect_success podman start --attach on-$mode
        expect_equal "lines on a host in $mode" 1 "$(wc -l <<<"$stdout")"
        expect_equal "what is said of it" "the spec.nodeName $mode kubelet $mode KUBE-IPTABLES-HINT" \
            "${stdout%%: *} $(jq -r '"\(.mode) \(.rung) \(.mark.backend) \(.mark.chain)"' <<<"${stdout#*: }")"
        on_host iptables-$mode -t mangle -X KUBE-IPTABLES-HINT
    done
    without_net_admin
    create_of_manifest refused detect
    expect_success podman start --attach refused
    expect_equal "nft, without NET_ADMIN" blind "$(jq -r .nft.ip.status <<<"${stdout#*: }")"
}

node_agent() {
    prepare_image
    # Nothing speaks for a mode: the first container fails in time, with the end of the agent's start.
    create_of_manifest in-vain wait-for-evidence iptables-wrapper --detect --wait 1
    outcome_of podman start --attach in-vain
    expect_equal "exit status without evidence" 1 "$status"
    expect_part "stderr without evidence" "no evidence after 1 s" "$stderr"
    # On all others it ends: with kube-proxy in its nftables mode alone, and with rules alone.
    for program in "nft add table ip kube-proxy" "nft flush ruleset" "iptables-nft -A INPUT -s 192.0.2.9 -j DROP"; do
        # shellcheck disable=SC2086 # words
        on_host $program
        [[ $program = *flush* ]] || expect_success podman start --attach in-vain
    done
    on_host nft flush ruleset

    create_of_manifest waits wait-for-evidence
    podman start --attach waits >"$work/said" 2>&1 &
    until podman top waits >/dev/null 2>&1; do
        kill -0 $! || fail "the container did not wait: $(cat "$work/said")"
        sleep 0.1
    done
    plant_hint legacy
    wait $! || fail "the container that waits: $(cat "$work/said")"
    expect_part "what it says" "mode: legacy" "$(cat "$work/said")"
    create_of_manifest agent agent iptables -A FORWARD -s 192.0.2.1
    expect_success podman start --attach agent
    expect_equal "rules of the agent in legacy" 1 "$(count_rules legacy iptables 192.0.2.1)"
    expect_equal "rules of the agent in nft" 0 "$(count_rules nft iptables 192.0.2.1)"
    expect_shared_lock agent
    on_host iptables-legacy -F FORWARD
    without_net_admin
    create_of_manifest refused wait-for-evidence
    outcome_of podman start --attach refused
    expect_equal "exit status without NET_ADMIN" 1 "$status"
    expect_part "stderr without NET_ADMIN" "the kernel refuses to answer" "$stderr"
    create_of_manifest unfounded agent iptables -S
    expect_failure 125 "cannot choose between nft and legacy" podman start --attach unfounded
}

# The agent may do what its files may; podman would also give it what Kubernetes does not, capabilities of the process.
hardened_agent() {
    new_image_with alternatives
    eval "$(sed -n "s,^#   RUN ,,; s, /usr/, $image/usr/,gp" "$examples/hardened-agent.yaml")"
    TAR_OPTIONS="--xattrs --xattrs-include=security.capability" make_base $tested_image
    agent=(setpriv --inh-caps=-all --ambient-caps=-all iptables)
    for mode in legacy nft; do
        plant_hint $mode
        create_of_manifest chooses-$mode choose-mode
        create_of_manifest agent-$mode agent "${agent[@]}" -A FORWARD -s 192.0.2.1
        for start in chooses agent; do
            expect_success podman start --attach $start-$mode
            expect_equal "what the container that $start in $mode says on stderr" "" "$stderr"
        done
        expect_equal "rules of the agent in $mode" 1 "$(count_rules $mode iptables 192.0.2.1)"
        expect_equal "rules of the agent in the other mode" 0 "$(count_rules "$(other_mode $mode)" iptables 192.0.2.1)"
        on_host iptables-$mode -F FORWARD
        on_host iptables-$mode -t mangle -X KUBE-IPTABLES-HINT
    done
    plant_hint legacy
    for start in chooses agent; do expect_success podman start --attach $start-nft; done
    expect_equal "rules after a restart on a changed host" 1 "$(count_rules legacy iptables 192.0.2.1)"
}

# The patch puts the wait before what the DaemonSet of somebody else does first, gives its agent the lock, and leaves the rest as it is.
first_wait() {
    expect_equal "containers, in this order" "wait-for-evidence copy-configuration agent" "$(ask '[containers[].name] | join(" ")')"
    expect_equal "what has changed" '["spec","template","spec","containers",0,"volumeMounts"] ["spec","template","spec","volumes"]' \
        "$(jq -c --slurpfile old "$work/agent.json" '[del(.spec.template.spec.initContainers) | paths as $path | select(getpath($path) != ($old[0] | getpath($path)))
            | $path] | map(select(. as $path | .[-1] | IN("volumeMounts", "volumes")))[]' "$manifest" | xargs -d '\n')"
    build_image "$checkout/packaging/image/Dockerfile"
    create_of_manifest waits wait-for-evidence
    for mode in legacy nft; do
        plant_evidence $mode-owner
        expect_success podman start --attach waits
        expect_part "what it says" "mode: $mode" "$stdout"
        on_host iptables-$mode -F FORWARD
        on_host iptables-$mode -X DOCKER
    done
    prepare_image
    expect_shared_lock agent
}

use_private_containers
read_manifest "$1"
check_types
make_volumes
"${1//-/_}"
