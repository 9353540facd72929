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

# On 32 bits, the C library's default cannot hold the inode numbers of overlayfs and XFS, and stat(2) fails.
if(CMAKE_SIZEOF_VOID_P EQUAL 4)
    target_compile_definitions(project_settings INTERFACE _FILE_OFFSET_BITS=64)
endif()

# The directory of the build must not change the programs (test/system/reproducible.sh builds them twice).
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
    "-Wl,-z,$<IF:$<BOOL:$<TARGET_PROPERTY:NO_RELRO>>,norelro,relro>,-z,now"
    -Wl,-z,noexecstack
    -Wl,--gc-sections)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    target_compile_options(project_settings INTERFACE -fcf-protection)
endif()

# Without "vptr": it opens pipes to see whether memory can be read, and takes a good object for a bad one if too many files are open.
if(IPTABLES_WRAPPER_SANITIZE)
    target_compile_options(project_settings INTERFACE
        -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(project_settings INTERFACE -fsanitize=address,undefined)
    # All but the libraries of C and C++ in the programs themselves: so they run in images too (test/sanitized.cmake).
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_link_options(project_settings INTERFACE -static-libasan -static-libubsan)
    endif()
    if(IPTABLES_WRAPPER_FUZZ)
        target_compile_options(project_settings INTERFACE -fsanitize=fuzzer-no-link)
    endif()
elseif(IPTABLES_WRAPPER_STATIC)
    # Where the C library has no start code for a static program at any address (glibc 2.36: 32-bit Arm, POWER, RISC-V), it
    # is a static program at a fixed one.
    set(CMAKE_REQUIRED_LINK_OPTIONS -static-pie)
    # g++ 12 for RISC-V takes the option and links dynamically. Only static programs have this function.
    check_cxx_source_compiles("extern \"C\" void _dl_relocate_static_pie(); int main() { _dl_relocate_static_pie(); }"
        IPTABLES_WRAPPER_LIBC_HAS_STATIC_PIE)
    unset(CMAKE_REQUIRED_LINK_OPTIONS)
    # A target with the property DYNAMIC is excepted (unit tests under valgrind).
    set(static_unless "$<NOT:$<BOOL:$<TARGET_PROPERTY:DYNAMIC>>>")
    # A target that is linked with musl (cmake/musl.cmake) brings its own.
    set(unless_musl "$<NOT:$<BOOL:$<TARGET_PROPERTY:MUSL>>>")
    set(static_unless "$<AND:${static_unless},${unless_musl}>")
    if(IPTABLES_WRAPPER_LIBC_HAS_STATIC_PIE)
        target_link_options(project_settings INTERFACE $<${static_unless}:-static-pie>)
    else()
        target_link_options(project_settings INTERFACE $<${static_unless}:-static> $<${static_unless}:-no-pie>)
    endif()

    # The map says what was linked from which archive: the bill of materials is made from it (packaging/lib/parts.sh).
    target_link_options(project_settings INTERFACE "-Wl,-Map=${CMAKE_BINARY_DIR}/$<TARGET_PROPERTY:NAME>.map")

    # Relative relocations in a bitmap: a twentieth of the size, and less to read at every start. The linker may know
    # it before the C library does, which must undo it at start: glibc does from 2.36. Some linkers only warn.
    check_linker_flag(CXX "-Wl,--fatal-warnings,-z,pack-relative-relocs" IPTABLES_WRAPPER_LINKER_HAS_RELR)
    check_cxx_source_compiles([[
        #include <features.h>
        #if !defined(__GLIBC__) || !__GLIBC_PREREQ(2, 36)
        #error "no DT_RELR"
        #endif
        int main() {}
    ]] IPTABLES_WRAPPER_LIBC_HAS_RELR)
    if(IPTABLES_WRAPPER_LINKER_HAS_RELR AND IPTABLES_WRAPPER_LIBC_HAS_RELR AND IPTABLES_WRAPPER_LIBC_HAS_STATIC_PIE)
        target_link_options(project_settings INTERFACE $<${unless_musl}:-Wl,-z,pack-relative-relocs>)
    endif()
endif()

# The kernel's structures end with arrays of no size, which clang counts as an extension even where one is only used.
add_library(project_warnings INTERFACE)
target_compile_options(project_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wcast-qual
    -Wcast-align -Wformat=2 -Wnon-virtual-dtor -Woverloaded-virtual -Wundef -Wnull-dereference
    -Wdouble-promotion -Wmissing-declarations -Wredundant-decls -Wswitch-enum -Wextra-semi
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wduplicated-branches -Wuseless-cast>
    $<$<CXX_COMPILER_ID:Clang>:-Wno-zero-length-array>
    $<$<BOOL:${IPTABLES_WRAPPER_WERROR}>:-Werror>)

# After project_warnings, for Boost and the standard library: optimizing, g++ 12 warns of null pointers there that there are none of.
add_library(no_null_warnings INTERFACE)
target_compile_options(no_null_warnings INTERFACE $<$<CONFIG:Release>:-Wno-null-dereference>)

# With -DCMAKE_UNITY_BUILD=ON (presets release and asan), the sources of one folder are compiled together: what they include, Boost above all, is
# read once instead of up to sixteen times. A folder is one namespace then: no two of its files may have their own things of one name.
function(compile_by_folder target)
    get_target_property(sources ${target} SOURCES)
    foreach(source IN LISTS sources)
        cmake_path(GET source PARENT_PATH folder)
        string(REGEX MATCH "^(unit/)?[^/]*" folder "${folder}")
        set_source_files_properties(${source} PROPERTIES UNITY_GROUP "${folder}")
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()
