# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # $checkout is the caller's, $platform is set by describe
# The bill of materials: which parts, in which versions, were linked into the programs.

# version_of BUILD: that of CMakeLists.txt, which is the only place.
version_of() { sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$1/CMakeCache.txt"; }

# file_facts DIRECTORY: name and checksums of each program handed out there for $platform, as JSON.
file_facts() {
    local program name
    for program in iptables-wrapper iptables-wrapper-installer; do
        name=$program-${platform//\//-}
        jq -n --arg program $program --arg name "$name" \
            --arg sha1 "$(sha1sum <"$1/$name" | cut -d' ' -f1)" \
            --arg sha256 "$(sha256sum <"$1/$name" | cut -d' ' -f1)" '$ARGS.named'
    done | jq -s .
}

# verification_code: SPDX' checksum of all the files that are in file_facts on stdin.
verification_code() { jq -j 'map(.sha1) | sort | join("")' | sha1sum | cut -d' ' -f1; }

# bill_of_materials ARCHITECTURE DIRECTORY: prints it.
bill_of_materials() {
    local build=$checkout/build/architectures/$1 program parts files
    describe "$1" || return 1
    parts=$(for program in iptables-wrapper iptables-wrapper-installer; do
        parts_of $program "$build" "$(sysroot_of "$1")" | sed "s/^/$program\t/" || exit 1
    done) || return 1
    files=$(file_facts "$2") || return 1
    jq -nR --arg version "$(version_of "$build")" --arg platform "${platform//\//-}" --arg date "$SOURCE_DATE_EPOCH" \
        --argjson files "$files" --arg verification_code "$(verification_code <<<"$files")" \
        -f "$checkout/packaging/lib/sbom.jq" <<<"$parts"
}

# check_bill FILE: it has the form of SPDX 2.3, and what it relates is in it, once.
check_bill() {
    /usr/bin/python3 -W ignore -m jsonschema -i "$1" "$checkout/packaging/sbom.schema.json" || return 1
    jq -e '[.SPDXID, .packages[].SPDXID, .files[].SPDXID] as $ids |
        ($ids | length == (unique | length)) and
        ([.relationships[] | .spdxElementId, .relatedSpdxElement] - $ids == [])' "$1" >/dev/null || {
        echo "$1: an identifier is there twice, or named and not there" >&2
        return 1
    }
}
