#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The steps of packaging/examples/github-actions/check-image.yml and of the action that it uses, run as they are, with podman in place of
# docker. They pass an image whose build ran the installer, and no other. So do those that try an image before it is released.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/bases.sh"
. "$checkout/test/lib/containers.sh"

action=$checkout/packaging/examples/github-actions/check-image
export cgroup GITHUB_ACTION_PATH=$action RUNNER_TEMP=$work/runner GITHUB_ACTOR=actor asked=$work/asked

# docker ARGUMENT...: what the steps mean by it, within this scenario.
docker() {
    local limits=(--pull never --cgroup-parent "$cgroup" --ulimit nofile=1024:1024 --ulimit nproc=4096:4096)
    echo "$*" >>"$asked"
    case $1 in
    build) buildah bud --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 --isolation chroot --pull-never "${@:2}" ;;
    run) podman run --network host "${limits[@]}" "${@:2}" ;;
    create) podman create "${limits[@]}" "${@:2}" ;;
    cp | rm | image) podman "$@" ;;
    login) ;;
    esac
}
export -f docker

# run_steps WORKFLOW JOB REF [FILTER]: with the action used at REF, and the workflow changed by FILTER.
run_steps() {
    rm -rf "$RUNNER_TEMP" && mkdir "$RUNNER_TEMP" && : >"$asked"
    yq . "$1" | jq "${4-.}" |
        jq -r --arg job "$2" --slurpfile action <(yq . "$action/action.yml") --from-file "$checkout/test/lib/steps.jq" --argjson context '{"github": {"sha": "5ea",
            "token": "token", "action_repository": "Owner/iptables-wrappers", "action_ref": "'"$3"'"},
            "needs": {"candidate": {"outputs": {"name": "ghcr.io/owner/iptables-wrapper", "digest": "'"${digest-}"'"}}}}' >"$work/steps"
    bash -e "$work/steps"
}

# expect_verdict WANTED WHAT LINE...: of an image that is built so, after iptables is there. It is the exit status, and what the check says.
expect_verdict() {
    printf '%s\n' "FROM localhost/with-iptables" "COPY iptables-wrapper-installer /" "${@:3}" >Dockerfile
    outcome_of run_steps "$action.yml" check v1.0.0
    expect_equal "exit status of the steps, $2 ($stderr)" "$1" "$status"
    expect_equal "what the check found, $2" "$1" "$(jq .status "$RUNNER_TEMP/check.json")"
}

use_private_containers
new_image
make_base localhost/with-iptables
make_installer_images ghcr.io/OWNER/iptables-wrapper:1.0.0
mkdir "$work/repository"
cp "$bin/iptables-wrapper-installer" "$work/repository/"
cd "$work/repository"

expect_verdict 3 "without the installer"
expect_verdict 3 "after a link was changed behind the wrapper's back" "RUN /iptables-wrapper-installer" "RUN ln -sf iptables-nft /usr/sbin/iptables"
expect_verdict 3 "after a call has switched the commands" "RUN /iptables-wrapper-installer" \
    "RUN for name in iptables ip6tables; do for end in '' -save -restore; do ln -sf /usr/sbin/\$name-nft\$end /etc/alternatives/\$name\$end; done; done"
expect_verdict 0 "after the installer" "RUN /iptables-wrapper-installer" "USER 1000"

# The installer is that of the action's version and account, and of the image's platform.
while read -r ref filter wanted; do
    outcome_of run_steps "$action.yml" check "$ref" "$filter"
    expect_equal "the installer's image at $ref" "create --platform $wanted" "$(grep ^create "$asked")"
done <<'END'
v1.0.0 . linux/amd64 ghcr.io/owner/iptables-wrapper:1.0.0
08c6903cd8c0fde910a37f88322edcfb5dd907a8 . linux/amd64 ghcr.io/owner/iptables-wrapper:1.0.0
v1.2.3 . linux/amd64 ghcr.io/owner/iptables-wrapper:1.2.3
v1.0.0 .jobs.check.steps[-1].with.platform="linux/arm64" linux/arm64 ghcr.io/owner/iptables-wrapper:1.0.0
v1.0.0 .jobs.check.steps[-1].with.installer="localhost/mine" linux/amd64 localhost/mine
END

# What tries an image before it has a tag.
mkdir -p "$work/release/packaging"
cp -r "$checkout/packaging/containers" "$work/release/packaging/"
cd "$work/release"
make_bases packaging/containers/from-image/Dockerfile
digest=$(podman image inspect --format '{{.Digest}}' ghcr.io/owner/iptables-wrapper:1.0.0)
expect_success run_steps "$checkout/.github/workflows/release.yml" try ""
expect_equal "the installer's image" "create --platform linux/amd64 ghcr.io/owner/iptables-wrapper@$digest" "$(grep ^create "$asked")"
expect_part "what iptables says in the image" "iptables v1." "$stdout"
