# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Container images. buildah builds them from the Dockerfiles of packaging/containers. podman runs them in the network namespace of the
# scenario, which is "the host's" then. Both keep all that they write in $work, so they leave nothing on the machine.

tested_image=localhost/under-test
cgroup=/iptables-wrapper-test-$SRANDOM

# Debian 13's podman always warns about the control groups of this machine.
export PODMAN_IGNORE_CGROUPSV1_WARNING=1

# use_private_containers: call this first.
use_private_containers() {
    local home=$work/containers driver=overlay directory
    mkdir -p "$home"/{tmp,context}
    mountpoint -q "$work/host" || driver=vfs # where overlayfs is refused
    printf '[storage]\ndriver = "%s"\ngraphroot = "%s"\nrunroot = "%s"\n' $driver "$home/graph" "$home/run" \
        >"$home/storage.conf"
    printf '[engine]\ncgroup_manager = "cgroupfs"\nruntime = "runc"\nevents_logger = "none"\n[network]\nnetwork_config_dir = "%s"\n' \
        "$home/networks" >"$home/containers.conf"
    export CONTAINERS_STORAGE_CONF=$home/storage.conf CONTAINERS_CONF=$home/containers.conf TMPDIR=$home/tmp HOME=$home
    # No setting moves these directories, so this mount namespace has its own.
    for directory in /run /dev/shm /var/lib/containers; do
        mkdir -p $directory
        mount -t tmpfs tmpfs $directory
    done
    trap remove_cgroups EXIT
}

# remove_cgroups: a container's monitor stays in its group for a moment after the container has gone.
remove_cgroups() {
    await "the end of the containers' monitors" all_cgroups_removed
}

all_cgroups_removed() {
    find /sys/fs/cgroup -depth -type d -path "*$cgroup*" -exec rmdir {} + 2>"$work/cgroups"
    [ -z "$(find /sys/fs/cgroup -type d -path "*$cgroup*" -print -quit)" ]
}

# make_base NAME: from all that is in the image under test.
make_base() {
    tar -C "$image" -c --exclude='./proc/*' --exclude='./dev/*' \
        --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/locale' . | podman import --quiet - "$1" >"$work/import" 2>&1 ||
        fail "cannot import $1: $(cat "$work/import")"
}

# build_image FILE: builds from that Dockerfile, in a directory with the files beside it and with our programs: under their own names, their
# names in a release, and the names that people may have for them. Downloads come from there too, and the account is "owner".
build_image() {
    local context=$work/containers/context file=$work/containers/Dockerfile
    sed -e "s,https://github.com/OWNER/[^ ]*/download/v[^/]*/,," -e "s,/OWNER/,/owner/," "$1" >"$file"
    find "${1%/*}" -maxdepth 1 -type f ! -name Dockerfile -exec cp -t "$context" {} +
    cp "$bin/iptables-wrapper-installer" "$context/iptables-wrapper-installer-linux-$(dpkg --print-architecture)"
    cp "$bin"/iptables-wrapper{,-installer} "$context/"
    cp "$bin/iptables-wrapper-installer" "$context/iptables-wrapper-installer.sh"
    # buildah 1.39 raises limits unless it is given them, and a root without CAP_SYS_RESOURCE may not do that.
    expect_success buildah bud --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 --isolation chroot --pull-never --tag $tested_image --file "$file" "$context"
}

# view_image: makes the image that was built the image under test, to be read only.
view_image() { image=$(podman image mount $tested_image); }

# copies_of FILE: what in the image has the same content.
copies_of() { find "$image" -type f -size "$(stat --format %s "$1")c" -exec cmp --silent "$1" {} \; -printf '/%P\n'; }

# run_options FILE: those of the last `docker run` that FILE shows, as words of a shell.
run_options() { sed -nE ':line; /docker run .*\\$/ { N; s/\\\n#? *//; b line }; s/^(#   )?docker run (.*) .*/\2/p' "$1" | tail -n 1; }

# create_container NAME OPTION... -- COMMAND...: a container of the image, run as README says. It can be started again and again, and is then
# as it was left. Its wrapper says what it does.
create_container() {
    local options name=$1
    eval "options=($(run_options "$checkout/README.md"))"
    shift
    while [ "$1" != -- ]; do options+=("$1") && shift; done
    touch /run/xtables.lock
    podman create --quiet --name "$name" --pull never --cgroup-parent "$cgroup" --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 \
        --env IPTABLES_WRAPPER_DEBUG=2 "${options[@]}" $tested_image "${@:2}" >"$work/created"
}
