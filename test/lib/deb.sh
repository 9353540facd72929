# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Debian packages in the image under test. Ours, which cpack has made, is $deb.

packages=${IPTABLES_WRAPPER_PACKAGES:-${bin%/bin}/packages}
deb=$(find "$packages" -maxdepth 1 -name 'iptables-wrapper_*.deb' 2>/dev/null)
[ -f "$deb" ] || fail "there must be just one .deb in $packages: cmake --build --preset release --target package"

# bring_deb: puts our package into the image, as /debs/wrapper.deb, and its own upgrade as /debs/wrapper-upgrade.deb.
bring_deb() {
    local contents=$work/deb
    dpkg-deb -R "$deb" "$contents"
    dpkg-deb -R "$deb" "$contents.upgrade"
    sed -i 's/^Version:.*/&+upgrade1/' "$contents.upgrade/DEBIAN/control"
    make_other "$contents.upgrade/usr/sbin/iptables-wrapper-installer"
    (cd "$contents.upgrade" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
    cp "$deb" "$image/debs/wrapper.deb"
    dpkg-deb --root-owner-group -Znone -b "$contents.upgrade" "$image/debs/wrapper-upgrade.deb" >/dev/null
}

# apt COMMAND ARGUMENT...: runs apt in the image; it must succeed.
apt() { expect_success in_image apt-get --yes --quiet --allow-downgrades "$@"; }

# dpkg_status: what dpkg thinks of our package: installed, half-configured ...
dpkg_status() {
    # shellcheck disable=SC2016 # dpkg's
    in_image dpkg-query -W -f '${db:Status-Status}' iptables-wrapper
}
