# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Debian packages that are missing on this machine.

# wanted_packages LIST...: what these files list, without their comments.
wanted_packages() { sed -e '/^#/d' -e '/^$/d' "$@"; }

# missing_packages LIST...: those that are not installed.
missing_packages() {
    local installed
    # shellcheck disable=SC2016 # the ${...} are dpkg-query's
    installed=$(wanted_packages "$@" | xargs dpkg-query -W -f '${binary:Package} ${db:Status-Status}\n' 2>/dev/null |
        sed -n 's/^\([^ :]*\)[^ ]* installed$/\1/p') || true
    wanted_packages "$@" | grep -vxF -e "$installed" || true
}

# update_package_lists: a list that is not available (another architecture's, say) does not matter if the packages are.
update_package_lists() {
    quietly "Looking for new package lists (apt-get update)" as_machine_root apt-get update ||
        step "Not all lists could be had; going on with those that are there"
}

install_packages() {
    quietly "Installing $*" as_machine_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
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
    update_package_lists
    # shellcheck disable=SC2086 # one word a package
    install_packages $missing || die "cannot install the packages"
}

# install_available_packages LIST...: those that are available; missing_packages prints the others.
install_available_packages() {
    local package missing available=()
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} != 0 ] && [ "$(way_to_root)" != userns ] || return 0
    update_package_lists
    ! install_packages "${missing[@]}" || return 0
    for package in "${missing[@]}"; do
        ! apt-get install --simulate --no-install-recommends "$package" >/dev/null 2>&1 || available+=("$package")
    done
    [ ${#available[@]} = 0 ] || install_packages "${available[@]}" || true
}
