#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The version comes from CMakeLists.txt. Programs and packages have it from there; what must be written by hand, the changelogs and
# the APKBUILD, agrees.
. "$(dirname "$0")/../lib/scenario.sh"

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

packages=${bin%/bin}/packages
expect_equal "Debian package" "$version-1" "$(dpkg-deb --field "$packages"/*.deb Version)"
expect_equal "RPM package" "$version" "$(rpm --query --package --queryformat '%{version}' "$packages"/*.rpm)"
expect_equal "archive" 1 "$(find "$packages" -maxdepth 1 -name "iptables-wrapper-$version-*.tar.gz" | wc -l)"

# They depend on the version that the installer asks for.
oldest=$("$bin/iptables-wrapper-installer" --help | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n 1)
expect_equal "what the Debian package depends on" "iptables (>= $oldest)" "$(dpkg-deb --field "$packages"/*.deb Depends)"
expect_part "what the RPM package requires" "iptables-nft >= $oldest" "$(rpm --query --package --requires "$packages"/*.rpm)"
expect_equal "what the apk depends on" "iptables>=$oldest iptables-legacy>=$oldest" "$(first_match '^depends="(.*)"$' alpine/APKBUILD)"
