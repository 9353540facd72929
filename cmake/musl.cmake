# SPDX-License-Identifier: Apache-2.0
# Links a program with musl instead of the system's C library, and without the C++ library's archive. The compiler is the system's; only
# the headers and the archive of musl are needed (Debian: musl-dev). The headers of the C++ library are used. They were configured for
# glibc and ask for its version.

string(REPLACE "-gnu" "-musl" musl_triplet "${CMAKE_LIBRARY_ARCHITECTURE}")
set(IPTABLES_WRAPPER_MUSL "${CMAKE_SYSROOT}/usr/%/${musl_triplet}" CACHE STRING
    "Where musl is: with include for %, its headers; with lib, its archive and start files")
string(REPLACE "%" include musl_headers "${IPTABLES_WRAPPER_MUSL}")
string(REPLACE "%" lib musl_archives "${IPTABLES_WRAPPER_MUSL}")
if(NOT EXISTS "${musl_headers}/stdio.h" OR NOT EXISTS "${musl_archives}/rcrt1.o")
    message(FATAL_ERROR "There is no musl in ${musl_archives}: install musl-dev, or set IPTABLES_WRAPPER_LIBC=system")
endif()

# The directories in which the compiler looks: those of the C++ library and of the compiler itself stay, and the system's own come last, for
# the kernel's headers.
set(musl_include_options -nostdinc -nostdinc++)
foreach(directory IN LISTS CMAKE_CXX_STANDARD_INCLUDE_DIRECTORIES CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES)
    if(directory MATCHES "/c\\+\\+/")
        list(APPEND musl_include_options "SHELL:-isystem ${directory}")
    elseif(directory MATCHES "/gcc(-cross)?/")
        list(APPEND compiler_headers "SHELL:-isystem ${directory}")
    else()
        list(APPEND system_headers "SHELL:-idirafter ${directory}")
    endif()
endforeach()
list(APPEND musl_include_options "SHELL:-isystem ${musl_headers}" ${compiler_headers} ${system_headers})
# The toolchain's own list, which has glibc's headers, would come after ours.
set(CMAKE_CXX_STANDARD_INCLUDE_DIRECTORIES "")

separate_arguments(linker_flags UNIX_COMMAND "${CMAKE_EXE_LINKER_FLAGS}")
execute_process(COMMAND "${CMAKE_CXX_COMPILER}" ${linker_flags} -print-libgcc-file-name OUTPUT_VARIABLE musl_libgcc
    OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)

# For a target of this directory. Start files first, as in the specs of gcc; without those of the compiler, which serve
# exceptions.
function(link_with_musl target)
    set_target_properties(${target} PROPERTIES MUSL ON)
    # The start-up code of musl does not apply RELRO to a static program. If pages may have 64 KB, its header alone would cost 41 KB of
    # zeros in the file.
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "aarch64|arm64|ppc64")
        set_target_properties(${target} PROPERTIES NO_RELRO ON)
    endif()
    target_compile_options(${target} PRIVATE "-D__GLIBC_PREREQ(major,minor)=0" ${musl_include_options})
    # A static-pie, said to the linker itself: for Arm, POWER and RISC-V g++ takes the option and links dynamically.
    target_link_options(${target} PRIVATE
        -nostdlib -static -Wl,-pie,--no-dynamic-linker,-z,text "${musl_archives}/rcrt1.o" "${musl_archives}/crti.o")
    target_link_libraries(${target} PRIVATE "${musl_archives}/libc.a" "${musl_libgcc}" "${musl_archives}/crtn.o")
endfunction()
