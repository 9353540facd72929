# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034,SC2154 # $checkout is the caller's, and what split_guest sets is for it
# Which guests there are, and what is brought into them.

all_states=(on-demand without-nf_tables without-nft_compat without-nft_chain_nat without-ip_tables without-nft_compat-ip_tables
    without-nf_conntrack without-modprobe without-modprobe-nft without-modprobe-legacy without-ipv6)
foreign_states=(on-demand without-nf_tables without-nft_compat without-ip_tables)

# all_guests: each KERNEL/STATE, or KERNEL+ARCHITECTURE/STATE where the programs are of another architecture than the kernel.
all_guests() {
    local kernel
    for kernel in bullseye bookworm trixie sid; do
        printf "$kernel-amd64/%s\n" "${all_states[@]}"
    done
    for kernel in trixie-arm64 bookworm-armhf bookworm-ppc64el bookworm-s390x sid-riscv64 bookworm-arm64+armhf; do
        printf "$kernel/%s\n" "${foreign_states[@]}"
    done
}

# split_guest GUEST: sets $kernel, $programs (the system they are from) and $state.
split_guest() {
    kernel=${1%/*} state=${1#*/}
    programs=$kernel
    case $kernel in
    *+*)
        programs=${kernel%-*}-${kernel#*+}
        kernel=${kernel%+*} ;;
    esac
}

# packages_of_guests GUEST...: those that they need of this machine.
packages_of_guests() {
    local guest
    for guest; do
        split_guest "$guest"
        for architecture in "${kernel##*-}" "${programs##*-}"; do
            packages_for "$architecture"
            [ "$architecture" = amd64 ] || cat "$checkout/test/guests/packages"
        done
    done | sort -u
}

# build_wrapper ARCHITECTURE
build_wrapper() {
    if all_architectures | grep -qxF "$1"; then
        make_sysroot "$1" && quietly "Building the wrapper for $1" build_for "$1" iptables-wrapper
    else
        quietly "Building the wrapper for $1" build_to_try "$1" iptables-wrapper
    fi
}

# wrapper_for ARCHITECTURE: the program that is tried; one for another architecture is built first.
wrapper_for() {
    if [ "$1" = "$(own_architecture)" ]; then
        echo "${IPTABLES_WRAPPER_BIN:-$checkout/build/release/bin}/iptables-wrapper"
    else
        build_wrapper "$1" >&2 || return 1
        echo "$checkout/build/architectures/$1/bin/iptables-wrapper"
    fi
}

# furnish DIRECTORY STATE SITUATIONS WRAPPER: what is laid over the guest's first file system.
furnish() {
    mkdir -p "$1/guest"
    cp "$checkout"/test/kernel_cases/inside/* "$1/guest/"
    cp "$4" "$1/guest/iptables-wrapper"
    echo "$2" >"$1/guest/state"
    echo "$3" >"$1/guest/wanted"
}
