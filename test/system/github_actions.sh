#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The steps of packaging/examples/github-actions/check-image.yml and of the action that it uses, run as they are, with podman in place of
# docker. They pass an image whose build ran the installer, and no other.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/bases.sh"
. "$checkout/test/lib/containers.sh"

examples=$checkout/packaging/examples/github-actions

# docker ARGUMENT...: what the steps mean by it, within this scenario.
docker() {
    local limits=(--cgroup-parent "$cgroup" --ulimit nofile=1024:1024 --ulimit nproc=4096:4096)
    case $1 in
    build) buildah bud --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 --isolation chroot --pull-never "${@:2}" ;;
    run) podman run --pull never --network host "${limits[@]}" "${@:2}" ;;
    create) podman create --pull never "${limits[@]}" "$2" ;;
    cp | rm) podman "$@" ;;
    esac
}
run_steps() { rm -f "$RUNNER_TEMP"/* && bash -e "$work/steps"; }

/usr/bin/python3 "$checkout/test/lib/steps.py" "$examples/check-image.yml" "$examples/check-image/action.yml" | sed s,/OWNER/,/owner/, >"$work/steps"
use_private_containers
new_image
make_base localhost/with-iptables
make_installer_images ghcr.io/OWNER/iptables-wrapper:1.0.0
export IMAGE=localhost/node-agent RUNNER_TEMP=$work/runner cgroup
export -f docker
mkdir -p "$work/repository" "$RUNNER_TEMP"
cp "$bin/iptables-wrapper-installer" "$work/repository/"
cd "$work/repository"

# expect_verdict STATUS FOUND WHAT: the steps end with it, and the check has FOUND.
expect_verdict() {
    outcome_of run_steps
    expect_equal "exit status of the steps, $3 ($stderr)" "$1" "$status"
    expect_equal "what the check found, $3" "$2" "$(jq .status "$RUNNER_TEMP/check.json")"
}

printf '%s\n' "FROM localhost/with-iptables" "COPY iptables-wrapper-installer /" "RUN /iptables-wrapper-installer" "USER 1000" >Dockerfile
expect_verdict 0 0 "after the installer"
printf '%s\n' "USER 0" "RUN ln -sf iptables-nft /usr/sbin/iptables" >>Dockerfile
expect_verdict 3 3 "after a link was changed behind the wrapper's back"
sed -i -e '/installer/d' Dockerfile
expect_verdict 3 3 "without the installer"
printf '%s\n' "FROM localhost/with-iptables" "COPY iptables-wrapper-installer /" "RUN /iptables-wrapper-installer" \
    "RUN ln -sf /usr/sbin/iptables-nft /etc/alternatives/iptables" >Dockerfile
expect_verdict 3 3 "after a call has switched a command"
