#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The steps of packaging/examples/github-actions/check-image.yml, run as they stand there with podman for docker: they let an image
# pass whose build ran the installer, and no other.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/containers.sh"

# steps: all that it runs, each as the server does: a script of its own, by bash -e.
steps() {
    /usr/bin/python3 -c 'import sys, yaml
for step in yaml.safe_load(sys.stdin)["jobs"]["check"]["steps"]:
    if "run" in step: print("bash -e -c", __import__("shlex").quote(step["run"]))' \
        <"$checkout/packaging/examples/github-actions/check-image.yml"
}

# docker ARGUMENT...: what the steps mean by it, within this scenario.
docker() {
    case $1 in
    build) buildah bud --isolation chroot --pull-never "${@:2}" ;;
    run) podman run --pull never --network host --cgroup-parent "$cgroup" --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 "${@:2}" ;;
    esac
}

run_steps() { bash -e <(steps); }

use_private_containers
new_image
make_base localhost/with-iptables
export IMAGE=localhost/node-agent cgroup
export -f docker
mkdir -p "$work/repository/tools"
cp "$bin/iptables-wrapper-installer" "$work/repository/tools/"
cd "$work/repository"

printf '%s\n' "FROM localhost/with-iptables" "COPY tools/iptables-wrapper-installer /" "RUN /iptables-wrapper-installer" >Dockerfile
expect_success run_steps
expect_equal "what the check found" 0 "$(jq .status check.json)"

echo "RUN ln -sf iptables-nft /usr/sbin/iptables" >>Dockerfile
outcome_of run_steps
expect_equal "exit status of the steps, where a link was changed behind the wrapper's back" 1 "$status"
expect_equal "what the check found" 3 "$(jq .status check.json)"

sed -i '/installer/d' Dockerfile
outcome_of run_steps
expect_equal "exit status of the steps, where the installer was not run" 1 "$status"
