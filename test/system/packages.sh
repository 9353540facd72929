#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# packages.sh version|policy|archive
#   version: comes from CMakeLists.txt. Programs and packages have it from there; what must be written by hand, the changelogs and the APKBUILD,
#     agrees. They depend on the version of iptables that the installer asks for.
#   policy: lintian has nothing to say about our Debian package; and it would, were there something.
#   archive: for everyone else; it has the files that `cmake --install` installs. Unpacked under /usr/local, its installer works and is not
#     deleted.
. "$(dirname "$0")/../lib/scenario.sh"

packages=${IPTABLES_WRAPPER_PACKAGES:-${bin%/bin}/packages}
case $1 in
version)
    version=$(sed -nE 's/^project\(.* VERSION ([0-9.]+) .*/\1/p' "$checkout/CMakeLists.txt")
    [ -n "$version" ] || fail "no version in CMakeLists.txt"
    for program in iptables-wrapper iptables-wrapper-installer; do
        expect_equal "--version" "$program $version" "$("$bin/$program" --version)"
    done

    # first_match PATTERN FILE: what the first group of the first match is.
    first_match() { sed -nE "s/$1/\\1/p" "$checkout/packaging/$2" | head -n 1; }
    expect_equal "CHANGELOG.md" "$version" "$(first_match '^## \[([0-9][^]]*)\] - [0-9]{4}-[0-9]{2}-[0-9]{2}$' CHANGELOG.md)"
    expect_equal "debian/changelog" "$version" "$(first_match '^iptables-wrapper \((.*)-[0-9]+\) .*' debian/changelog)"
    expect_equal "alpine/APKBUILD" "$version" "$(first_match '^pkgver=(.*)$' alpine/APKBUILD)"

    expect_equal "Debian package" "$version-1" "$(dpkg-deb --field "$packages"/*.deb Version)"
    expect_equal "RPM package" "$version" "$(rpm --query --package --queryformat '%{version}' "$packages"/*.rpm)"
    expect_equal "archive" 1 "$(find "$packages" -maxdepth 1 -name "iptables-wrapper-$version-*.tar.gz" | wc -l)"

    # They depend on the version that the installer asks for.
    oldest=$("$bin/iptables-wrapper-installer" --help | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n 1)
    expect_equal "what the Debian package depends on" "iptables (>= $oldest)" "$(dpkg-deb --field "$packages"/*.deb Depends)"
    expect_part "what the RPM package requires" "iptables-nft >= $oldest" "$(rpm --query --package --requires "$packages"/*.rpm)"
    expect_equal "what the apk depends on" "iptables>=$oldest iptables-legacy>=$oldest" "$(first_match '^depends="(.*)"$' alpine/APKBUILD)" ;;
policy)
    deb=$(echo "$packages"/*.deb)
    expect_success lintian "$deb"
    expect_equal "findings" "" "$stdout"

    dpkg-deb -R "$deb" "$work/worse"
    rm "$work/worse/usr/share/doc/iptables-wrapper/copyright"
    dpkg-deb --root-owner-group -Znone -b "$work/worse" "$work/worse.deb" >"$work/log"
    outcome_of lintian "$work/worse.deb"
    expect_part "findings" no-copyright-file "$stdout" ;;
archive)
    archive=$(find "$packages" -maxdepth 1 -name 'iptables-wrapper-*.tar.gz')
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
    # Where sudo made us root, its owner could not write it again.
    rm -f "${bin%/bin}/install_manifest.txt" ;;
*) fail "no such case: $1" ;;
esac
