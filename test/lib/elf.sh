# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What ELF files say about themselves.

# expect_both_hardened BUILD any|fixed: the programs that were built there; the second word is for the installer. musl has start-up code for
# any address on every architecture, but no fortified functions and no message for a smashed stack. The linker's map shows that the wrapper
# has no heap and nothing of the C++ library.
expect_both_hardened() {
    expect_hardened "$1/bin/iptables-wrapper" any
    expect_part "the wrapper's objects: stack protector" __stack_chk_fail \
        "$(find "$1/wrapper/program/CMakeFiles/iptables-wrapper.dir" -name '*.o' -exec readelf -sW {} +)"
    expect_equal "the wrapper: what a heap, exceptions or the C++ library would bring along" "" \
        "$(grep -oE -m 3 'libstdc\+\+|libgcc_eh|malloc\.lo|__cxa_throw' "$1/iptables-wrapper.map")"
    expect_part "the wrapper: C library" "-linux-musl" "$(grep -m 1 -F 'libc.a(' "$1/iptables-wrapper.map")"
    expect_hardened "$1/bin/iptables-wrapper-installer" "$2"
    local texts
    texts=$(strings "$1/bin/iptables-wrapper-installer")
    expect_part "the installer: stack protector" "stack smashing detected" "$texts"
    expect_part "the installer: fortified functions" "buffer overflow detected" "$texts"
}

# expect_hardened FILE any|fixed: static, all relocations read-only before main, no executable stack, stripped. It can be loaded at any
# address, or only at a fixed one if the C library cannot do better.
expect_hardened() {
    local file=$1 segments dynamic type="DYN ("
    [ "$2" = any ] || type="EXEC ("
    segments=$(readelf -lW "$file")
    dynamic=$(readelf -dW "$file")
    expect_part "$file: type" "$type" "$(readelf -hW "$file")"
    if [ "$2" = any ]; then
        expect_part "$file: dynamic section" "PIE" "$dynamic"
        expect_part "$file: dynamic section" BIND_NOW "$dynamic"
    fi
    expect_equal "$file: needed libraries" "" "$(grep NEEDED <<<"$dynamic")"
    expect_equal "$file: interpreter" "" "$(grep INTERP <<<"$segments")"
    # cmake/musl.cmake says why some lack it.
    case ${file##*/},$(readelf -hW "$file" | sed -n 's/ *Machine: *//p') in
    iptables-wrapper,AArch64 | iptables-wrapper,PowerPC64) ;;
    *) expect_part "$file: segments" GNU_RELRO "$segments" ;;
    esac
    expect_equal "$file: flags of the stack" "RW" "$(awk '$1 == "GNU_STACK" { print $7 }' <<<"$segments")"
    expect_equal "$file: segments both writable and executable" "" "$(awk '$1 == "LOAD" && /RWE/' <<<"$segments")"
    expect_equal "$file: text relocations, paths of libraries" "" "$(grep -E 'TEXTREL|RPATH|RUNPATH' <<<"$dynamic")"
    expect_equal "$file: symbol table" "" "$(readelf -SW "$file" | grep -F .symtab)"
}
