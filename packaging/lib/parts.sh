# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Which packages are in a program, from what the linker and the compiler recorded while they made it.

# parts_of PROGRAM BUILD ROOT: one package a line: name, version, source package, its version, architecture, how it got in
# (archive or headers). ROOT is the sysroot. False if a file belongs to no package.
parts_of() {
    local root=$3 directories=(wrapper/program) files
    files=$(archives_in "$2/$1.map" "$2")
    packages_of archive "$root" <<<"$files" || return 1
    [ "$1" = iptables-wrapper ] || directories=(common installer)
    files=$(cd "$2" && find "${directories[@]}" -name '*.o.d' | headers_in "$2")
    packages_of headers "$root" <<<"$files"
}

# archives_in MAP BUILD: the archives that the linker used something of, and the start-up files; not our own, and not what the optimizer of
# the whole program has made of these.
archives_in() {
    sed -n -e '/\.ltrans\.o$/d' -e 's/^\(\/.*\.a\)(.*/\1/p' -e 's/^LOAD \(\/.*\.o\)$/\1/p' "$1" | xargs -d '\n' realpath -s | sort -u |
        grep -vF "$2/"
}

# headers_in BUILD: those named in the dependency files that are named on stdin; not our own.
headers_in() {
    xargs -d '\n' sed -e 's/\\$//' -e 's/^[^ ]*:\( \|$\)//' | tr -s ' ' '\n' | grep '^/' | xargs realpath -s |
        sort -u | grep -vF "$checkout/common
$checkout/wrapper
$checkout/installer
$1/"
}

# packages_of HOW ROOT: of the files named on stdin, as parts_of prints them.
packages_of() {
    local query=(dpkg-query --admindir "$2/var/lib/dpkg") owners
    owners=$(sed "s,^$2/,/," | xargs -d '\n' "${query[@]}" -S) || return 1
    # shellcheck disable=SC2016 # the ${...} are dpkg-query's
    sed 's/: \/.*//' <<<"$owners" | sort -u | xargs "${query[@]}" -W \
        -f '${Package}\t${Version}\t${source:Package}\t${source:Version}\t${Architecture}\t'"$1"'\n'
}
