#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# What the linker was asked for is in the files: static and position-independent, all relocations read-only before main,
# no executable stack, stack protector, fortified, stripped.
. "$(dirname "$0")/../lib/scenario.sh"

for program in iptables-wrapper iptables-wrapper-installer; do
    file=$bin/$program
    segments=$(readelf -lW "$file")
    dynamic=$(readelf -dW "$file")
    expect_part "$program: type" "DYN (" "$(readelf -hW "$file")"
    expect_part "$program: dynamic section" "PIE" "$dynamic"
    expect_equal "$program: needed libraries" "" "$(grep NEEDED <<<"$dynamic")"
    expect_equal "$program: interpreter" "" "$(grep INTERP <<<"$segments")"
    expect_part "$program: segments" GNU_RELRO "$segments"
    expect_part "$program: dynamic section" BIND_NOW "$dynamic"
    expect_equal "$program: flags of the stack" "RW" "$(awk '$1 == "GNU_STACK" { print $7 }' <<<"$segments")"
    expect_equal "$program: segments both writable and executable" "" "$(awk '$1 == "LOAD" && /RWE/' <<<"$segments")"
    expect_equal "$program: symbol table" "" "$(readelf -SW "$file" | grep -F .symtab)"
    expect_part "$program: stack protector" "stack smashing detected" "$(strings "$file")"
    expect_part "$program: fortified functions" "buffer overflow detected" "$(strings "$file")"
done
