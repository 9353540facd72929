#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The archive for everyone else has the files that `cmake --install` installs. Unpacked under /usr/local, its installer finds the wrapper
# beside itself and is not deleted.
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

libexec=$image/usr/local/libexec/iptables-wrapper
echo beside >>"$libexec/iptables-wrapper" # tells the copies apart, and does not harm a program
expect_success in_image /usr/local/sbin/iptables-wrapper-installer
expect_commands_run wrapper
expect_equal "installed wrapper" beside "$(tail -c 7 "$image/usr/sbin/iptables-wrapper")"
expect_equal "what is left of the archive" 2 "$(find "$libexec" -type f | wc -l)"
expect_success in_image iptables -S
expect_success in_image /usr/local/sbin/iptables-wrapper-installer --uninstall
expect_commands_run nft
rm -f "${bin%/bin}/install_manifest.txt" # where sudo made us root, its owner could not write it again
