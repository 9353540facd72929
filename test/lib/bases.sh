# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Stand-ins for the images that Dockerfiles begin with, under their names in the registries. Each has the layout of the
# real one with Debian's programs, and no iptables yet where it is the Dockerfile that installs it.

# make_bases FILE [LAYOUT]: all that the Dockerfile asks for, with that layout of iptables where there are several.
make_bases() {
    local name
    sed -n 's/^FROM \([^ ]*\).*/\1/p' "$1" >"$work/bases"
    while read -r name; do
        image=$work/${name//[:\/]/_}
        new_view "${image##*/}" bookworm
        case $name in
        debian:12-slim) prepare_apt && name=docker.io/library/$name ;;
        alpine:*) use_layout "${2-plain}" && prepare_manager apk && name=docker.io/library/$name ;;
        */fedora:*) use_layout "${2-chkconfig-bin}" && prepare_manager dnf ;;
        */distroless/base-*) use_layout distroless && remove_iptables ;;
        */distroless-with-iptables) use_layout distroless ;;
        *) fail "no stand-in for the image $name" ;;
        esac
        make_base "$name"
    done <"$work/bases"
}

# remove_iptables: leaves only what every program needs.
remove_iptables() {
    rm -r "$image"/usr/sbin/*tables* "$image"/usr/lib/*/{xtables,libxtables.so*,libip*tc.so*,libmnl.so*,libnftnl.so*}
}

# prepare_apt: takes iptables off, and makes the package that lies in /debs the only one that apt knows of.
prepare_apt() {
    local package=$image/debs/iptables.deb
    expect_success in_image dpkg --purge iptables
    {
        dpkg-deb --field "$package"
        echo "Filename: ./iptables.deb"
        echo "Size: $(stat --format %s "$package")"
        echo "SHA256: $(sha256sum "$package" | cut -d ' ' -f 1)"
    } >"$image/debs/Packages"
    echo 'deb [trusted=yes] file:/debs ./' >"$image/etc/apt/sources.list"
}

# prepare_manager NAME: packs up iptables with its links and records, for a package manager of that name that can do nothing
# but unpack it.
prepare_manager() {
    local names=(-name 'iptables*' -o -name 'ip6tables*' -o -name 'xtables*')
    (cd "$image" && find . -path '*bin/*' \( "${names[@]}" \) -o -path '*/alternatives/*' \( "${names[@]}" \)) >"$work/packed"
    tar -C "$image" -cf "$work/iptables.tar" --no-recursion --files-from="$work/packed" --remove-files
    mv "$work/iptables.tar" "$image/opt/"
    install -m 755 "$checkout/test/lib/package_manager" "$image/usr/bin/$1"
}
