# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What ELF files say of themselves.

# expect_hardened FILE any|fixed: static, all relocations read-only before main, no executable stack, stack protector,
# fortified, stripped; to be loaded at any address, or at a fixed one where the C library cannot do better.
expect_hardened() {
    local file=$1 segments dynamic texts type="DYN ("
    [ "$2" = any ] || type="EXEC ("
    segments=$(readelf -lW "$file")
    dynamic=$(readelf -dW "$file")
    texts=$(strings "$file")
    expect_part "$file: type" "$type" "$(readelf -hW "$file")"
    if [ "$2" = any ]; then
        expect_part "$file: dynamic section" "PIE" "$dynamic"
        expect_part "$file: dynamic section" BIND_NOW "$dynamic"
    fi
    expect_equal "$file: needed libraries" "" "$(grep NEEDED <<<"$dynamic")"
    expect_equal "$file: interpreter" "" "$(grep INTERP <<<"$segments")"
    expect_part "$file: segments" GNU_RELRO "$segments"
    expect_equal "$file: flags of the stack" "RW" "$(awk '$1 == "GNU_STACK" { print $7 }' <<<"$segments")"
    expect_equal "$file: segments both writable and executable" "" "$(awk '$1 == "LOAD" && /RWE/' <<<"$segments")"
    expect_equal "$file: text relocations, paths of libraries" "" "$(grep -E 'TEXTREL|RPATH|RUNPATH' <<<"$dynamic")"
    expect_equal "$file: symbol table" "" "$(readelf -SW "$file" | grep -F .symtab)"
    expect_part "$file: stack protector" "stack smashing detected" "$texts"
    expect_part "$file: fortified functions" "buffer overflow detected" "$texts"
}
