# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # $checkout is the caller's, $platform is set by describe
# The container image of packaging/image for several platforms at once.

# platforms_of LAYOUT: the platforms that its index lists, one on a line.
platforms_of() {
    local index
    index=$(jq -r '.manifests[0].digest | sub(":"; "/")' "$1/index.json")
    jq -r '.manifests[].platform | [.os, .architecture, .variant // empty] | join("/")' "$1/blobs/$index"
}

# image_list DIRECTORY VERSION ARCHITECTURE...: writes DIRECTORY/iptables-wrapper-image.tar, an OCI archive of one image for all
# of them, from the programs in DIRECTORY. Nothing of it stays in this machine's own store.
image_list() {
    local into=$1 version=$2 scratch status=0
    shift 2
    scratch=$(mktemp -d)
    write_image_list "$@" || status=$?
    as_root rm -rf "$scratch"
    return $status
}

# write_image_list ARCHITECTURE...: the variables are those of image_list.
write_image_list() {
    local architecture program wanted=()
    local store=(--root "$scratch/store" --runroot "$scratch/run" --storage-driver vfs)
    mkdir "$scratch/context" || return 1
    for architecture; do
        describe "$architecture" || return 1
        for program in iptables-wrapper iptables-wrapper-installer; do
            install -m 755 "$into/$program-${platform//\//-}" "$scratch/context/$program" || return 1
        done
        # buildah 1.39 raises limits unless it is given them, and a root without CAP_SYS_RESOURCE may not do that.
        as_root buildah "${store[@]}" bud --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 --isolation chroot --platform "$platform" --timestamp "$SOURCE_DATE_EPOCH" \
            --label "org.opencontainers.image.version=$version" --manifest localhost/list \
            --file "$checkout/packaging/image/Dockerfile" "$scratch/context" || return 1
        wanted+=("$platform")
    done
    as_root buildah "${store[@]}" manifest push --all localhost/list "oci:$scratch/layout:iptables-wrapper:$version" || return 1
    [ "$(platforms_of "$scratch/layout")" = "$(printf '%s\n' "${wanted[@]}")" ] || {
        echo "the image is for other platforms than ${wanted[*]}: $(platforms_of "$scratch/layout")" >&2
        return 1
    }
    tar -C "$scratch/layout" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
        --mode=u+rwX,go+rX,go-w -cf "$into/iptables-wrapper-image.tar" .
}
