# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Stand-ins for the images that Dockerfiles begin with, under their names in the registries. Each has the layout of the real image, with
# Debian's programs. If the Dockerfile installs iptables, it is not there yet.

# make_bases FILE [LAYOUT]: makes all bases that the Dockerfile asks for, with that layout of iptables if there are several.
make_bases() {
    local name
    sed -n 's/^FROM \([^ ]*\).*/\1/p' "$1" >"$work/bases"
    while read -r name; do
        image=$work/${name//[:\/]/_}
        new_view "${image##*/}" bookworm
        case $name in
        debian:12-slim) prepare_apt && pack_others "$1" && name=docker.io/library/$name ;;
        alpine:*) use_layout "${2-plain}" && prepare_manager apk && name=docker.io/library/$name ;;
        */fedora:*) use_layout "${2-chkconfig-bin}" && prepare_manager dnf ;;
        */distroless/base-*) use_layout distroless && remove_iptables ;;
        docker:*-dind) use_layout plain && bring_of_hosts "$image" docker.io containerd runc libdevmapper1.02.1 && name=docker.io/library/$name ;;
        *) fail "no stand-in for the image $name" ;;
        esac
        make_base "$name"
    done <"$work/bases"
    # shellcheck disable=SC2046 # names
    make_installer_images $(sed -n 's/^COPY --from=\([^ ]*iptables-wrapper:[^ ]*\).*/\1/p' "$1")
}

# make_installer_images NAME...: packaging/image/Dockerfile, under that name and the account "owner".
make_installer_images() {
    local name
    for name; do
        expect_success buildah bud --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 --isolation chroot --tag "${name/OWNER/owner}" \
            --file "$checkout/packaging/image/Dockerfile" "$bin"
    done
}

# pack_others FILE: what else the Dockerfile installs, as packages that apt finds.
pack_others() {
    if grep -q 'install .* fail2ban ' "$1"; then pack_fail2ban; fi
}

# pack_fail2ban: the real one, with the Python that it needs, as one package.
pack_fail2ban() {
    local tree=$work/fail2ban
    mkdir -p "$tree/DEBIAN"
    bring_of_hosts "$tree" fail2ban python3 python3-minimal python3.11 python3.11-minimal libpython3.11-minimal \
        libpython3.11-stdlib libpython3-stdlib libexpat1 libsqlite3-0 libreadline8 media-types
    printf '%s\n' 'Package: fail2ban' 'Version: 1.0' 'Architecture: all' 'Maintainer: nobody' 'Description: of the hosts' >"$tree/DEBIAN/control"
    expect_success dpkg-deb --build -Znone "$tree" "$image/debs/fail2ban.deb"
    offer_package fail2ban
}

# bring_of_hosts DIRECTORY PACKAGE...: their files, from the root file system of hosts, without documents.
bring_of_hosts() {
    local file
    chroot "$roots/hosts" dpkg-query -L "${@:2}" | sort -u >"$work/parts"
    while read -r file; do
        if [ -L "$roots/hosts$file" ] || [ -f "$roots/hosts$file" ]; then echo "${file#/}"; fi
    done <"$work/parts" |
        tar -C "$roots/hosts" -c --exclude=usr/share/{doc,man} --transform='s,^lib/,usr/lib/,;s,^sbin/,usr/sbin/,' --files-from=- | tar -C "$1" -x
}

# remove_iptables: leaves only what every program needs.
remove_iptables() {
    rm -r "$image"/usr/sbin/*tables* "$image"/usr/lib/*/{xtables,libxtables.so*,libip*tc.so*,libmnl.so*,libnftnl.so*}
}

# prepare_apt: removes iptables, and makes the package in /debs the only one that apt knows.
prepare_apt() {
    expect_success in_image dpkg --purge iptables
    offer_package iptables
    echo 'deb [trusted=yes] file:/debs ./' >"$image/etc/apt/sources.list"
}

# offer_package NAME: lets apt find /debs/NAME.deb.
offer_package() {
    local package=$image/debs/$1.deb
    {
        dpkg-deb --field "$package"
        echo "Filename: ./$1.deb"
        echo "Size: $(stat --format %s "$package")"
        echo "SHA256: $(sha256sum "$package" | cut -d ' ' -f 1)"
        echo
    } >>"$image/debs/Packages"
}

# prepare_manager NAME: packs iptables with its links and records, for a stand-in of the package manager NAME (apk, dnf), which can only unpack
# it.
prepare_manager() {
    local names=(-name 'iptables*' -o -name 'ip6tables*' -o -name 'xtables*')
    (cd "$image" && find . -path '*bin/*' \( "${names[@]}" \) -o -path '*/alternatives/*' \( "${names[@]}" \)) >"$work/packed"
    tar -C "$image" -cf "$work/iptables.tar" --no-recursion --files-from="$work/packed" --remove-files
    mv "$work/iptables.tar" "$image/opt/"
    cat >"$image/usr/bin/$1" <<'END'
#!/bin/sh
set -eu
case " $* " in
*" add "*" iptables-legacy "* | *" install "*" iptables-legacy "*) tar -C / -xf /opt/iptables.tar && rm /opt/iptables.tar ;;
*" clean "*) ;;
*) echo "${0##*/}: cannot do '$*'" >&2 && exit 1 ;;
esac
END
    chmod 755 "$image/usr/bin/$1"
}
