# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Debian packages that are missing on this machine.

# wanted_packages LIST...: what is in these files, without their comments.
wanted_packages() { sed -e '/^#/d' -e '/^$/d' "$@"; }

# missing_packages LIST...: those that are not installed.
missing_packages() {
    local installed
    # shellcheck disable=SC2016 # the ${...} are dpkg-query's
    installed=$(wanted_packages "$@" | xargs dpkg-query -W -f '${binary:Package} ${db:Status-Status}\n' 2>/dev/null |
        sed -n 's/^\([^ :]*\)[^ ]* installed$/\1/p') || true
    wanted_packages "$@" | grep -vxF -e "$installed" || true
}

# install_missing_packages LIST...: does nothing when all are there.
install_missing_packages() {
    local missing
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    missing=${missing//$'\n'/ }
    [ "$(way_to_root)" != userns ] ||
        die "these packages are missing, and $(id -un) may not install them: $missing" \
            "as root: apt-get install $missing"
    quietly "Looking for new package lists (apt-get update)" as_machine_root apt-get update ||
        die "cannot update the package lists"
    # shellcheck disable=SC2086 # one word a package
    quietly "Installing $missing" as_machine_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends $missing || die "cannot install the packages"
}
