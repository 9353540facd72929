# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # $checkout is the caller's; describe sets the others
# Building for another architecture, in build/architectures/ARCHITECTURE, with the libraries of its sysroot.

unset CMAKE_CXX_COMPILER_LAUNCHER CMAKE_TOOLCHAIN_FILE CXX CXXFLAGS CPPFLAGS LDFLAGS # what is handed out comes from nobody's cache

# build_for ARCHITECTURE [TARGET]
build_for() {
    describe "$1"
    local directory=$checkout/build/architectures/$1
    cmake --preset release -G "Unix Makefiles" -B "$directory" \
        -D CMAKE_TOOLCHAIN_FILE="$checkout/cmake/toolchains/debian.cmake" \
        -D CMAKE_SYSROOT="$(sysroot_of "$1")" -D TARGET_TRIPLET="$triplet" -D TARGET_PROCESSOR="$processor" \
        -D TARGET_EMULATOR="qemu-$emulator-static" &&
        cmake --build "$directory" ${2:+--target "$2"}
}

# build_to_try ARCHITECTURE TARGET: builds for an architecture that this release of Debian does not have, with the C and C++ libraries of the
# cross compiler. What needs other libraries cannot be built like this.
build_to_try() {
    describe "$1"
    local directory=$checkout/build/architectures/$1
    cmake --preset release -G "Unix Makefiles" -B "$directory" -D CMAKE_SYSTEM_NAME=Linux -D CMAKE_SYSTEM_PROCESSOR="$processor" \
        -D CMAKE_CXX_COMPILER="$triplet-g++" -D CMAKE_ASM_COMPILER="$triplet-gcc" -D CMAKE_STRIP="$(command -v "$triplet-strip")" \
        -D Boost_DIR="$(dirname /usr/lib/*/cmake/Boost-1.*/BoostConfig.cmake)" -D BUILD_TESTING=OFF -D IPTABLES_WRAPPER_LIBC=system &&
        cmake --build "$directory" --target "$2"
}
