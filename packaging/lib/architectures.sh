# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034 # the variables are for the callers
# The architectures that nodes have, and what must be known about each.

# describe ARCHITECTURE: sets $triplet (GNU's name), $processor (as uname has it), $emulator (the end of qemu's name for it),
# $platform (as containers call it) and $elf (class, byte order and machine, as readelf puts them). False when it is unknown.
describe() {
    local two="2's complement"
    case $1 in
    amd64) triplet=x86_64-linux-gnu processor=x86_64 emulator=x86_64 platform=linux/amd64 elf="ELF64|$two, little endian|Advanced Micro Devices X86-64" ;;
    arm64) triplet=aarch64-linux-gnu processor=aarch64 emulator=aarch64 platform=linux/arm64 elf="ELF64|$two, little endian|AArch64" ;;
    armhf) triplet=arm-linux-gnueabihf processor=armv7l emulator=arm platform=linux/arm/v7 elf="ELF32|$two, little endian|ARM" ;;
    ppc64el) triplet=powerpc64le-linux-gnu processor=ppc64le emulator=ppc64le platform=linux/ppc64le elf="ELF64|$two, little endian|PowerPC64" ;;
    riscv64) triplet=riscv64-linux-gnu processor=riscv64 emulator=riscv64 platform=linux/riscv64 elf="ELF64|$two, little endian|RISC-V" ;;
    s390x) triplet=s390x-linux-gnu processor=s390x emulator=s390x platform=linux/s390x elf="ELF64|$two, big endian|IBM S/390" ;;
    *) return 1 ;;
    esac
}

# all_architectures: those for which this machine's release of Debian has libraries.
all_architectures() {
    printf '%s\n' amd64 arm64 armhf ppc64el s390x
    [ "$(debian_release)" = bookworm ] || echo riscv64
}

# packages_for ARCHITECTURE: its cross compiler and the emulator, if it is not this machine's own.
packages_for() {
    describe "$1"
    [ "$1" = "$(own_architecture)" ] || printf '%s\n' "g++-${triplet//_/-}" qemu-user-static
}

# machine_of FILE: in the form of $elf.
machine_of() {
    readelf -hW "$1" | awk -F ': *' '/^ *(Class|Data|Machine):/ { printf "%s%s", line++ ? "|" : "", $2 }'
}
