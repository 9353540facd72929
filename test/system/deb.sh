#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# deb.sh SUITE CASE: our Debian package under the real dpkg and apt. Whatever happens to it and to iptables, the commands run
# something right, and when it has been purged everything is as before.
. "$(dirname "$0")/../lib/scenario.sh"

# Ours, which cpack has made.
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

# expect_first_call: the next call finds the host's mode, and the links lead there afterwards.
expect_first_call() {
    expect_commands_run wrapper
    expect_success in_image iptables -A FORWARD -s 192.0.2.1
    expect_success in_image iptables -D FORWARD -s 192.0.2.1
    expect_commands_run legacy
}
# expect_purged: nothing of ours is left.
expect_purged() {
    expect_success in_image dpkg --purge iptables-wrapper
    expect_equal "tree" "$before" "$(tree . | without_status)"
}

new_image "$1"
bring_deb
plant_hint legacy
before=$(tree . | without_status)

case $2 in
life)
    apt install /debs/wrapper.deb
    expect_equal "files that dpkg finds changed" "" "$(in_image dpkg --verify iptables-wrapper)"
    expect_first_call
    apt install /debs/iptables-upgrade.deb
    expect_first_call
    apt install --reinstall /debs/wrapper.deb
    expect_first_call
    apt install /debs/wrapper-upgrade.deb
    expect_other_wrapper
    expect_first_call
    apt install /debs/iptables.deb
    apt remove iptables-wrapper
    expect_commands_run nft
    expect_purged ;;
chosen)
    in_image update-alternatives --quiet --set iptables /usr/sbin/iptables-legacy
    before=$(tree . | without_status)
    apt install /debs/wrapper.deb
    expect_first_call
    apt purge iptables-wrapper
    expect_purged ;;
chosen-later)
    apt install /debs/wrapper.deb
    in_image update-alternatives --quiet --set iptables /usr/sbin/iptables-nft
    apt install /debs/wrapper-upgrade.deb
    expect_other_wrapper
    expect_equal "what iptables leads to" "$(place_of xtables-nft-multi)" "$(what_runs iptables)"
    expect_equal "what ip6tables leads to" "$(place_of iptables-wrapper)" "$(what_runs ip6tables)"
    apt purge iptables-wrapper
    expect_part "record" "Status: manual" "$(in_image update-alternatives --query iptables)"
    in_image update-alternatives --quiet --auto iptables
    expect_purged ;;
iptables-first)
    apt install /debs/wrapper.deb
    expect_first_call
    expect_success in_image dpkg --force-depends --remove iptables
    expect_success in_image dpkg --remove iptables-wrapper
    expect_equal "what is left in /usr/sbin" "" "$(cd "$image/usr/sbin" && find . -name 'ip*tables*')"
    apt install /debs/iptables.deb
    expect_purged ;;
together)
    apt install /debs/wrapper.deb
    expect_first_call
    apt purge iptables
    expect_equal "what is left in /usr/sbin" "" "$(cd "$image/usr/sbin" && find . -name 'ip*tables*')"
    apt install /debs/iptables.deb
    expect_purged ;;
lost)
    # Neither a wrapper that was deleted nor a missing iptables keeps the package from going.
    apt install /debs/wrapper.deb
    expect_first_call
    rm "$image/usr/sbin/iptables-wrapper"
    apt remove iptables-wrapper
    expect_commands_run nft
    expect_purged
    apt install /debs/wrapper.deb
    rm "$image/usr/sbin/iptables-wrapper"
    expect_success in_image dpkg --force-depends --remove iptables
    expect_success in_image dpkg --remove iptables-wrapper
    expect_equal "what is left in /usr/sbin" "" "$(cd "$image/usr/sbin" && find . -name 'ip*tables*')"
    apt install /debs/iptables.deb
    expect_purged ;;
one-mode)
    # A distribution that has dropped legacy.
    mv "$image"/usr/sbin/xtables-legacy-multi "$work/"
    apt install /debs/wrapper.deb
    expect_commands_run wrapper
    expect_success in_image dpkg --purge iptables-wrapper
    expect_commands_run nft ;;
deconfigured)
    mkdir -p "$work/rival/DEBIAN"
    printf '%s\n' 'Package: rival' 'Version: 1' 'Architecture: all' 'Maintainer: none' \
        'Conflicts: iptables' 'Replaces: iptables' 'Description: -' >"$work/rival/DEBIAN/control"
    dpkg-deb --root-owner-group -b "$work/rival" "$image/debs/rival.deb" >"$work/log"
    apt install /debs/wrapper.deb
    expect_first_call
    outcome_of in_image dpkg --install --auto-deconfigure /debs/rival.deb
    expect_equal "exit status, since ours cannot be configured" 1 "$status"
    expect_equal "status" half-configured "$(dpkg_status)"
    expect_equal "what is left in /usr/sbin" "" "$(cd "$image/usr/sbin" && find . -name 'ip*tables*' ! -name '*-installer')"
    expect_success in_image dpkg --purge rival
    expect_success in_image dpkg --install /debs/iptables.deb
    expect_success in_image dpkg --configure --pending
    expect_first_call
    rm "$image/debs/rival.deb"
    expect_purged ;;
failed-postinst)
    mv "$image/usr/sbin/ip6tables-legacy" "$work/kept"
    unfit=$(tree usr/sbin)
    outcome_of in_image dpkg --install /debs/wrapper.deb
    expect_equal "exit status" 1 "$status"
    expect_part "stderr" "/usr/sbin/ip6tables-legacy'" "$stderr"
    expect_equal "status" half-configured "$(dpkg_status)"
    expect_equal "tree of /usr/sbin" "$unfit" "$(tree usr/sbin | grep -v installer)"
    mv "$work/kept" "$image/usr/sbin/ip6tables-legacy"
    expect_success in_image dpkg --configure --pending
    expect_first_call
    expect_purged ;;
failed-prerm)
    apt install /debs/wrapper.deb
    expect_first_call
    mount --bind "$image/var/lib/dpkg/alternatives" "$image/var/lib/dpkg/alternatives"
    mount -o remount,ro,bind "$image/var/lib/dpkg/alternatives"
    outcome_of in_image dpkg --remove iptables-wrapper
    expect_equal "exit status" 1 "$status"
    expect_part "stderr" "iptables-wrapper-installer: error: " "$stderr"
    expect_equal "status" installed "$(dpkg_status)"
    umount "$image/var/lib/dpkg/alternatives"
    expect_first_call
    expect_purged ;;
root)
    for how in "" --force-script-chrootless; do
        # shellcheck disable=SC2086 # nothing, or one word
        expect_success dpkg --root="$image" $how --install "$image/debs/wrapper.deb"
        expect_first_call
        # shellcheck disable=SC2086
        expect_success dpkg --root="$image" $how --purge iptables-wrapper
        expect_equal "tree" "$before" "$(tree . | without_status)"
    done ;;
*) fail "no such case: $2" ;;
esac
