#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The installer deletes itself and the wrapper beside it; but not with --no-cleanup, and not where it is installed: under /usr, or in a
# directory called sbin, as by `cmake --install` under any prefix. What /proc/self/exe leads to is deleted only when it is this installer: an
# emulator may have itself there.
. "$(dirname "$0")/../lib/scenario.sh"

# expect_presence yes|no FILE...
expect_presence() {
    local wanted=$1 file found
    shift
    for file; do
        found=no
        [ ! -e "$image/$file" ] || found=yes
        expect_equal "is there: $file" "$wanted" $found
    done
}

new_image
install -D -t "$image/opt/tools" "$bin/iptables-wrapper-installer" "$bin/iptables-wrapper"
cp -a "$image/opt/tools" "$image/usr/libexec/"
both=(iptables-wrapper-installer iptables-wrapper)
expect_success in_image /opt/tools/iptables-wrapper-installer --no-cleanup
expect_presence yes "${both[@]/#/opt/tools/}"
expect_success in_image /opt/tools/iptables-wrapper-installer
expect_presence no "${both[@]/#/opt/tools/}"
expect_success in_image /usr/libexec/tools/iptables-wrapper-installer
expect_presence yes "${both[@]/#/usr/libexec/tools/}"
# A writable bind mount has the files of the host.
mkdir "$work/of-the-host" "$image/bound"
cp "$bin"/iptables-wrapper{,-installer} "$work/of-the-host/"
mount --bind "$work/of-the-host" "$image/bound"
expect_success in_image /bound/iptables-wrapper-installer
expect_equal "stderr" "iptables-wrapper-installer: warning: '/bound/iptables-wrapper-installer' stays: it is on another file system than '/'" "$stderr"
expect_presence yes "${both[@]/#/bound/}"
bring_installer
expect_success in_image /iptables-wrapper-installer
expect_presence no iptables-wrapper-installer

# As `cmake --install` leaves it under any prefix.
expect_success env DESTDIR="$image" cmake --install "${bin%/bin}" --prefix /opt/iw
rm -f "${bin%/bin}/install_manifest.txt" # where sudo made us root, its owner could not write it again
expect_success in_image /opt/iw/sbin/iptables-wrapper-installer
expect_presence yes opt/iw/sbin/iptables-wrapper-installer

umount "$image/proc"
mkdir "$image/proc/self" "$image/opt/emulator"
cp "$image/bin/true" "$image/opt/emulator/qemu"
echo "no wrapper" >"$image/opt/emulator/iptables-wrapper"
ln -s /opt/emulator/qemu "$image/proc/self/exe"
bring_installer
expect_success in_image /iptables-wrapper-installer
expect_presence yes opt/emulator/{qemu,iptables-wrapper}
expect_presence no iptables-wrapper-installer
