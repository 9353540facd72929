#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The installer deletes itself and the wrapper beside it, which is the one that it installs; but not with --no-cleanup, and not where it is
# installed: under /usr, or under the prefix of `cmake --install`. A wrapper named with --wrapper is not deleted.
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
mkdir "$image/opt/tools" "$image/usr/libexec/tools"
for directory in opt/tools usr/libexec/tools; do
    cp "$bin/iptables-wrapper-installer" "$bin/iptables-wrapper" "$image/$directory/"
    echo "$directory" >>"$image/$directory/iptables-wrapper" # tells the copies apart, and does not harm a program
done
expect_success in_image /opt/tools/iptables-wrapper-installer --no-cleanup
expect_presence yes opt/tools/iptables-wrapper-installer opt/tools/iptables-wrapper
expect_equal "installed wrapper" opt/tools "$(tail -n 1 "$image/usr/sbin/iptables-wrapper" | tail -c 10)"
expect_success in_image /opt/tools/iptables-wrapper-installer
expect_presence no opt/tools/iptables-wrapper-installer opt/tools/iptables-wrapper
expect_success in_image /usr/libexec/tools/iptables-wrapper-installer
expect_presence yes usr/libexec/tools/iptables-wrapper-installer usr/libexec/tools/iptables-wrapper

cp "$bin/iptables-wrapper" "$image/opt/named"
install_wrapper --wrapper /opt/named
expect_presence no iptables-wrapper-installer
expect_presence yes opt/named
expect_equal "installed wrapper" "" "$(cmp "$image/opt/named" "$image/usr/sbin/iptables-wrapper")"

# As `cmake --install` leaves it under any prefix.
expect_success env DESTDIR="$image" cmake --install "${bin%/bin}" --prefix /opt/iw
rm -f "${bin%/bin}/install_manifest.txt" # where sudo made us root, its owner could not write it again
expect_success in_image /opt/iw/sbin/iptables-wrapper-installer
expect_presence yes opt/iw/libexec/iptables-wrapper/iptables-wrapper{,-installer}
