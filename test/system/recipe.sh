#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# recipe.sh NAME: an image built from packaging/examples/recipes/NAME, for hosts without a kubelet, and run as it says there. Its program makes
# its rules on a host whose evidence are chains of Docker, in either mode. The first call is right, and permanent. In legacy, it waits for
# the lock of the host's iptables.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/bases.sh"
. "$checkout/test/lib/containers.sh"

recipe=$checkout/packaging/examples/recipes/$1
eval "options=($(run_options "$recipe/Dockerfile" | sed "s,\$PWD,$recipe,"))"

# What each recipe does in its container, which is called "box" and has started. Its rules are to match $pattern. fail2ban and Docker are
# the real ones.
fail2ban() {
    local command
    pattern=f2b-sshd
    eval "command=($(sed -n 's/^CMD //p' "$recipe/Dockerfile" | jq -r @sh))"
    podman exec --detach box "${command[@]}" >"$work/started"
    await "fail2ban" podman exec box fail2ban-client status sshd >/dev/null 2>&1
    expect_success podman exec box fail2ban-client set sshd banip 192.0.2.77
    await "the ban in $mode" banned
}
banned() { [ "$(count_rules "$mode" iptables 'A f2b-sshd -s 192.0.2.77/32 -j REJECT')" = 1 ]; }

wireguard() {
    pattern='FORWARD -i wg0\|-s 198.51.100.0/24'
    expect_success podman exec box sh -c "$(sed -n 's/^PostUp = //p' "$recipe/wg0.conf" | sed 's/%i/wg0/g')"
    expect_equal "rules in $mode" 2 "$(count_rules "$mode" iptables "$pattern")"
}

docker_in_docker() {
    pattern='docker0 -j MASQUERADE'
    podman exec --detach box dockerd --storage-driver vfs --data-root /run/docker-data >"$work/started"
    await dockerd podman exec box docker info >"$work/awaited" 2>&1
    expect_equal "rules in $mode" 1 "$(count_rules "$mode" iptables "$pattern")"
}

use_private_containers
trap "podman rm --force --all --time 0 >/dev/null 2>&1; remove_cgroups" EXIT
make_bases "$recipe/Dockerfile"
build_image "$recipe/Dockerfile"
touch /run/xtables.lock
mount -t tmpfs tmpfs /var/log
touch /var/log/auth.log
for mode in legacy nft; do
    plant_evidence $mode-owner
    expect_success podman create --name box --pull never --cgroup-parent "$cgroup" --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 \
        --env IPTABLES_WRAPPER_DEBUG=2 "${options[@]}" $tested_image sleep infinity
    expect_success podman start box
    "${1//-/_}"
    expect_equal "rules in the other mode" 0 "$(count_rules "$(other_mode $mode)" iptables "$pattern")"
    expect_success podman exec box iptables-wrapper --detect --json
    expect_equal "what the commands run then" "$mode" "$(jq -r '[.commands[]] | unique[]' <<<"$stdout")"
    if [ $mode = legacy ]; then expect_failure 4 "xtables lock" flock /run/xtables.lock podman exec box iptables-legacy -w 1 -A FORWARD -s 192.0.2.99; fi
    podman rm --force --time 0 box >"$work/removed"
    on_host iptables-$mode -P FORWARD ACCEPT
    for table in filter nat; do on_host iptables-$mode -t $table -F && on_host iptables-$mode -t $table -X; done
done
