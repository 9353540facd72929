#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# What /proc/self/exe leads to is deleted only when it is this installer: an emulator may have itself there.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_plain_links
umount "$image/proc"
mkdir "$image/proc/self" "$image/opt/emulator"
cp "$image/bin/true" "$image/opt/emulator/qemu"
echo "no wrapper" >"$image/opt/emulator/iptables-wrapper"
ln -s /opt/emulator/qemu "$image/proc/self/exe"
install_wrapper
for file in opt/emulator/qemu opt/emulator/iptables-wrapper; do
    [ -e "$image/$file" ] || fail "/$file is gone"
done
[ ! -e "$image/iptables-wrapper-installer" ] || fail "the installer is still there"
