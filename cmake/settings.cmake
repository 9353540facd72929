# SPDX-License-Identifier: Apache-2.0
# What every target of the project is compiled and linked with, carried by two INTERFACE targets.
include(CheckCXXSourceCompiles)
include(CheckLinkerFlag)

add_library(project_settings INTERFACE)
target_compile_features(project_settings INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
target_include_directories(project_settings INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(project_settings INTERFACE
    _GNU_SOURCE
    "IPTABLES_WRAPPER_VERSION=\"${PROJECT_VERSION}\""
    $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)

# Where it was built is nobody's business, and must not change the programs (test/system/reproducible.sh builds them twice).
target_compile_options(project_settings INTERFACE
    $<$<NOT:$<CONFIG:Debug>>:-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.>)

# Hardening: every release binary keeps all of it (test/system/hardening.sh reads it back from the ELF headers).
target_compile_options(project_settings INTERFACE
    -fstack-protector-strong
    -fstack-clash-protection
    -ffunction-sections
    -fdata-sections
    $<$<NOT:$<BOOL:${IPTABLES_WRAPPER_SANITIZE}>>:$<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE$<SEMICOLON>-D_FORTIFY_SOURCE=2>>)
target_link_options(project_settings INTERFACE
    -Wl,-z,relro,-z,now
    -Wl,-z,noexecstack
    -Wl,--gc-sections)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    target_compile_options(project_settings INTERFACE -fcf-protection)
endif()

if(IPTABLES_WRAPPER_SANITIZE)
    target_compile_options(project_settings INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(project_settings INTERFACE -fsanitize=address,undefined)
    if(IPTABLES_WRAPPER_FUZZ)
        target_compile_options(project_settings INTERFACE -fsanitize=fuzzer-no-link)
    endif()
elseif(IPTABLES_WRAPPER_STATIC)
    target_link_options(project_settings INTERFACE -static-pie)
    # Relative relocations in a bitmap: a twentieth of the size, and less to read at every start. The linker may know
    # it before the C library does, which must undo it at start: glibc does from 2.36.
    check_linker_flag(CXX "-Wl,-z,pack-relative-relocs" IPTABLES_WRAPPER_LINKER_HAS_RELR)
    check_cxx_source_compiles([[
        #include <features.h>
        #if !defined(__GLIBC__) || !__GLIBC_PREREQ(2, 36)
        #error "no DT_RELR"
        #endif
        int main() {}
    ]] IPTABLES_WRAPPER_LIBC_HAS_RELR)
    if(IPTABLES_WRAPPER_LINKER_HAS_RELR AND IPTABLES_WRAPPER_LIBC_HAS_RELR)
        target_link_options(project_settings INTERFACE -Wl,-z,pack-relative-relocs)
    endif()
endif()

add_library(project_warnings INTERFACE)
target_compile_options(project_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wcast-qual
    -Wcast-align -Wformat=2 -Wnon-virtual-dtor -Woverloaded-virtual -Wundef -Wnull-dereference
    -Wdouble-promotion -Wmissing-declarations -Wredundant-decls -Wswitch-enum -Wextra-semi
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wduplicated-branches -Wuseless-cast>
    $<$<BOOL:${IPTABLES_WRAPPER_WERROR}>:-Werror>)
