# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Root file systems: real Debian with the real iptables package, made once and kept under build/roots.

roots=$checkout/build/roots

# /debs has the iptables package, as it is and as its own upgrade with the same maintainer scripts, so that reinstalling and upgrading
# need no network.
# shellcheck disable=SC2016 # $1 is the one that mmdebstrap gives to a hook
keep_packages='chroot "$1" sh -ec "mkdir /debs; cd /debs; apt-get download iptables; mv iptables_*.deb iptables.deb
    dpkg-deb -R iptables.deb tree; sed -i s/^Version:.*/\&+upgrade1/ tree/DEBIAN/control
    dpkg-deb --root-owner-group -b tree iptables-upgrade.deb; rm -r tree"'

# debian_mirror: where this machine gets its own Debian packages.
debian_mirror() {
    local mirror
    # shellcheck disable=SC2016 # $(REPO_URI) is apt's
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' 2>/dev/null |
        head -n 1) || true
    echo "${mirror:-http://deb.debian.org/debian/}"
}

# bootstrap SUITE DIRECTORY: goes through an archive, because mmdebstrap's user namespace and ours may number their users differently. Device
# nodes are left out: a user namespace cannot make them.
bootstrap() {
    mmdebstrap_as_root --format=tar --variant=apt --components=main --include=iptables,nftables --customize-hook="$keep_packages" \
        "$1" - "$(debian_mirror)" | as_root tar -C "$2" -x --numeric-owner --exclude='./dev/*'
}

# keep_root NAME RECIPE TEXT COMMAND...: makes the directory NAME under build/roots with COMMAND, saying TEXT, unless this same recipe has
# made it already. The recipe is noted last, so a half-made root is made again.
keep_root() {
    local root=$roots/$1 note=$roots/$1.recipe recipe=$2 status=0
    mkdir -p "$roots"
    exec {lock}>"$roots/lock"
    flock "$lock"
    if [ "$(cat "$note" 2>/dev/null)" != "$recipe" ]; then
        rm -f "$note"
        as_root rm -rf "$root"
        mkdir "$root"
        rm -f "$root.sums"
        quietly "${@:3}" && echo "$recipe" >"$note" || status=1
    fi
    [ -e "$root.sums" ] || [ $status != 0 ] || keep_sums "$root"
    exec {lock}>&-
    return $status
}

# keep_sums ROOT: the SHA-256 sum of each file in it, beside it (see "tree" in image.sh).
keep_sums() {
    # shellcheck disable=SC2016 # $1 is the shell's that as_root starts
    as_root sh -c 'cd "$1" && find . -type f -print0 | xargs -0 sha256sum' - "$1" >"$1.sums.new" && mv "$1.sums.new" "$1.sums"
}

# make_root SUITE: of Debian SUITE.
make_root() {
    keep_root "$1" "$(declare -f mmdebstrap_as_root bootstrap; echo "$keep_packages")" \
        "Making a root file system of Debian $1 (about a minute; kept in build/roots)" bootstrap "$1" "$roots/$1"
}

# ufw and iptables-persistent exclude each other as packages, so the latter is only unpacked, into /opt/persistent.
# shellcheck disable=SC2016 # $1 is the one that mmdebstrap gives to a hook, $package its shell's
unpack_persistent='chroot "$1" sh -ec "cd /tmp; apt-get download netfilter-persistent iptables-persistent
    for package in *-persistent_*.deb; do dpkg-deb -x \$package /opt/persistent; done; rm *.deb"'

# bootstrap_hosts DIRECTORY: works only with real root, which these programs need anyway.
bootstrap_hosts() {
    mmdebstrap_as_root --format=tar --variant=apt --components=main \
        --include="$(wanted_packages "$checkout/test/lib/host_packages" | paste -s -d ,)" \
        --customize-hook="$unpack_persistent" bookworm - "$(debian_mirror)" |
        as_machine_root tar -C "$1" -x --numeric-owner --exclude='./dev/*'
}

# make_host_root: that of hosts: Debian bookworm with the programs that manage firewalls, kept as "hosts".
make_host_root() {
    keep_root hosts "$(declare -f mmdebstrap_as_root bootstrap_hosts; echo "$unpack_persistent"; cat "$checkout/test/lib/host_packages")" \
        "Making a root file system of hosts (about a minute; kept in build/roots)" bootstrap_hosts "$roots/hosts"
}
