#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# container.sh KIND [LAYOUT]: an image built from packaging/containers/KIND/Dockerfile, and containers of it on hosts in
# either mode. Nothing of the installer is left in the image, --check finds nothing wrong, and the first call is right,
# or fails in an image without the host's mode.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/bases.sh"
. "$checkout/test/lib/containers.sh"

dockerfile=$checkout/packaging/containers/$1/Dockerfile
wrapper=/usr/sbin/iptables-wrapper
case "$*" in
fedora) wrapper=/usr/bin/iptables-wrapper ;;
*" alpine") wrapper=/sbin/iptables-wrapper ;;
esac

use_private_containers
make_bases "$dockerfile" "${@:2}"
build_image "$dockerfile"

# What is in the image besides, in a directory of that name, is what --uninstall needs to know.
view_image
expect_equal "what is called after us" "$wrapper" \
    "$(find "$image" -path '*/var/lib/iptables-wrapper' -prune -o -name '*iptables-wrapper*' -printf '/%P\n')"
expect_equal "copies of the installer" "" "$(copies_of "$bin/iptables-wrapper-installer")"
expect_equal "copies of the wrapper" "$wrapper" "$(copies_of "$bin/iptables-wrapper")"

modes=nft,legacy
[ "$1" != nft-only ] || modes=nft
create_container check --volume "$bin/iptables-wrapper-installer:/mnt/installer:ro" -- /mnt/installer --check --modes $modes
expect_success podman start --attach check
expect_part "--check" "is this installer's" "$stdout"

for mode in legacy nft; do
    plant_hint $mode
    create_container $mode -- iptables -A FORWARD -s 192.0.2.1
    if [[ $modes != *$mode* ]]; then
        expect_failure 127 "iptables-wrapper: error: cannot " podman start --attach $mode
        expect_part "stderr" "$mode" "$stderr"
        on_host iptables-$mode -t mangle -X KUBE-IPTABLES-HINT
        continue
    fi
    expect_success podman start --attach $mode
    expect_part "what the wrapper says of the first call" "debug: $mode: chain KUBE-IPTABLES-HINT" "$stderr"
    expect_equal "rules in $mode" 1 "$(count_rules $mode iptables 192.0.2.1)"
    expect_success podman start --attach $mode
    expect_equal "what the wrapper says of the second call" "" "$stderr"
    expect_equal "rules in $mode" 2 "$(count_rules $mode iptables 192.0.2.1)"
    expect_equal "rules in the other mode" 0 "$(count_rules "$(other_mode $mode)" iptables 192.0.2.1)"
    on_host iptables-$mode -F FORWARD
    on_host iptables-$mode -t mangle -X KUBE-IPTABLES-HINT
done

# Without its option, that the installer cannot be deleted is no more than a warning.
if [ "$1" = bind-mount ]; then
    sed 's/ --no-cleanup//' "$dockerfile" >"$work/Dockerfile"
    build_image "$work/Dockerfile"
    expect_part "build" "iptables-wrapper-installer: warning: cannot remove '/mnt/installer': " "$stderr"
fi
