#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The archive for everyone else has the files that `cmake --install` installs. Unpacked under /usr/local, its installer works
# and is not deleted.
. "$(dirname "$0")/../lib/scenario.sh"

archive=$(find "${bin%/bin}/packages" -maxdepth 1 -name 'iptables-wrapper-*.tar.gz')
[ -f "$archive" ] || fail "there must be one archive: cmake --build --preset release --target package"
new_image
expect_success cmake --install "${bin%/bin}" --prefix "$work/installed"
mkdir "$work/unpacked"
tar -C "$work/unpacked" -x --strip-components=1 -f "$archive"
cp -a "$work/unpacked/." "$image/usr/local/"
expect_equal "files" "$(cd "$work/installed" && find . | sort)" "$(cd "$work/unpacked" && find . | sort)"
expect_success env DESTDIR="$work/destination" cmake --install "${bin%/bin}" --prefix /usr
expect_equal "files" "$(cd "$work/installed" && find . | sort)" "$(cd "$work/destination/usr" && find . | sort)"

expect_success in_image /usr/local/sbin/iptables-wrapper-installer
expect_commands_run wrapper
[ -e "$image/usr/local/sbin/iptables-wrapper-installer" ] || fail "the installed installer is gone"
expect_success in_image iptables -S
expect_success in_image /usr/local/sbin/iptables-wrapper-installer --uninstall
expect_commands_run nft
rm -f "${bin%/bin}/install_manifest.txt" # where sudo made us root, its owner could not write it again
