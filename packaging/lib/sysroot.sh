# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # $checkout is the caller's
# Sysroots: the headers and static libraries of an architecture's own packages, and iptables to try the programs on. They are
# unpacked, not installed, so nothing of that architecture has to run.

libraries=libc6-dev,musl-dev,libboost-dev,libboost-filesystem-dev,libboost-program-options-dev,libboost-test-dev,nlohmann-json3-dev,iptables

# debian_sources: the releases that this machine gets its own packages from, with updates and security, as lines for apt. The cross
# compilers match the libraries there.
debian_sources() {
    # shellcheck disable=SC2016 # $(REPO_URI) is apt's
    apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) main' \
        'Created-By: Packages' 'Origin: Debian' 'Component: main' | sort -u
}

debian_release() { sed -n 's/^VERSION_CODENAME=//p' /etc/os-release; }
own_architecture() { dpkg --print-architecture; }
sysroot_of() { echo "$checkout/build/sysroots/$(debian_release)-$1"; }

# unpack_sysroot ARCHITECTURE DIRECTORY: unpacks from the sources on stdin. musl-dev has a compiler with it, whose parts our own compiler
# would take for its own.
unpack_sysroot() {
    local compiler_library
    compiler_library=libstdc++-$(g++ -dumpversion | cut -d. -f1)-dev
    mmdebstrap_as_root --format=tar --variant=extract --architectures="$1" --include="$libraries,$compiler_library" \
        --extract-hook="sh $checkout/packaging/lib/record_packages \"\$1\"" "$(debian_release)" - - |
        as_root tar -C "$2" -x --numeric-owner --exclude='./dev/*' \
            --exclude='./usr/lib/gcc/*/'{cc1,collect2,lto1,lto-wrapper,liblto_plugin.so} || return 1
    # Absolute links in it mean its own root.
    as_root find "$2" -type l -lname '/*' -printf '%P\0%l\0' |
        while IFS= read -r -d '' link && IFS= read -r -d '' target; do
            as_root ln -sfn "$(realpath -ms --relative-to="$(dirname "/$link")" "$target")" "$2/$link"
        done
}

# make_sysroot ARCHITECTURE: does nothing if this same recipe has made it from these same sources. The security archive of some architecture
# may be out of order on a mirror; each point release includes what was there before.
make_sysroot() {
    local root note recipe
    root=$(sysroot_of "$1")
    note=$root.recipe
    recipe=$(declare -f mmdebstrap_as_root unpack_sysroot; debian_sources; echo "$libraries"; cat "$checkout/packaging/lib/record_packages")
    [ "$(cat "$note" 2>/dev/null)" != "$recipe" ] || return 0
    rm -f "$note"
    quietly "Unpacking the libraries of $1 (kept in build/sysroots)" unpack_afresh "$1" "$root" . ||
        quietly "That failed; once more without the security archive" unpack_afresh "$1" "$root" -v security ||
        return 1
    echo "$recipe" >"$note"
}

# unpack_afresh ARCHITECTURE DIRECTORY GREP...: unpacks from the sources that grep prints. Removes what was built with the old sysroot.
unpack_afresh() {
    as_root rm -rf "$2" "$checkout/build/architectures/$1"
    mkdir -p "$2"
    debian_sources | grep "${@:3}" >"$2.sources" && unpack_sysroot "$1" "$2" <"$2.sources"
}
