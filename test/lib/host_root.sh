# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# The root file system of hosts: Debian bookworm with the programs that manage firewalls, kept under build/roots as "hosts".

# ufw and iptables-persistent exclude each other as packages, so the latter is only unpacked, into /opt/persistent.
# shellcheck disable=SC2016 # $1 is the one that mmdebstrap gives to a hook, $package its shell's
unpack_persistent='chroot "$1" sh -ec "cd /tmp; apt-get download netfilter-persistent iptables-persistent
    for package in *-persistent_*.deb; do dpkg-deb -x \$package /opt/persistent; done; rm *.deb"'

# bootstrap_hosts DIRECTORY: works only with real root, which these programs need anyway.
bootstrap_hosts() {
    as_machine_root mmdebstrap --mode=root --format=tar --variant=apt --components=main \
        --include="$(wanted_packages "$checkout/test/lib/host_packages" | paste -s -d ,)" \
        --aptopt='Acquire::Check-Valid-Until "false"' --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
        --customize-hook="$unpack_persistent" bookworm - "$(debian_mirror)" |
        as_machine_root tar -C "$1" -x --numeric-owner --exclude='./dev/*'
}

make_host_root() {
    keep_root hosts "$(declare -f bootstrap_hosts; echo "$unpack_persistent"; cat "$checkout/test/lib/host_packages")" \
        "Making a root file system of hosts (about a minute; kept in build/roots)" bootstrap_hosts "$roots/hosts"
}
