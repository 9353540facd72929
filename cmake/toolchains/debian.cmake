# SPDX-License-Identifier: Apache-2.0
# Debian's cross compilers, with libraries from a sysroot of the architecture's own packages (packaging/architectures makes
# it). Needs CMAKE_SYSROOT and DEBIAN_ARCHITECTURE, as Debian calls it.
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES DEBIAN_ARCHITECTURE)

# For each: GNU's name, the kernel's name for the processor, qemu's name
set(debian_amd64 x86_64-linux-gnu x86_64 x86_64)
set(debian_arm64 aarch64-linux-gnu aarch64 aarch64)
set(debian_armhf arm-linux-gnueabihf armv7l arm)
set(debian_ppc64el powerpc64le-linux-gnu ppc64le ppc64le)
set(debian_riscv64 riscv64-linux-gnu riscv64 riscv64)
set(debian_s390x s390x-linux-gnu s390x s390x)
if(NOT DEBIAN_ARCHITECTURE OR NOT DEFINED debian_${DEBIAN_ARCHITECTURE})
    message(FATAL_ERROR "DEBIAN_ARCHITECTURE is '${DEBIAN_ARCHITECTURE}': none that this file knows")
endif()
list(GET debian_${DEBIAN_ARCHITECTURE} 0 CMAKE_LIBRARY_ARCHITECTURE)
list(GET debian_${DEBIAN_ARCHITECTURE} 1 CMAKE_SYSTEM_PROCESSOR)
list(GET debian_${DEBIAN_ARCHITECTURE} 2 qemu)

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_CXX_COMPILER ${CMAKE_LIBRARY_ARCHITECTURE}-g++)
set(CMAKE_ASM_COMPILER ${CMAKE_LIBRARY_ARCHITECTURE}-gcc)
set(CMAKE_STRIP ${CMAKE_LIBRARY_ARCHITECTURE}-strip)
if(NOT CMAKE_SYSTEM_PROCESSOR STREQUAL CMAKE_HOST_SYSTEM_PROCESSOR)
    set(CMAKE_CROSSCOMPILING_EMULATOR qemu-${qemu}-static)
endif()
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# The cross compiler has a C and a C++ library of its own, made for building and without security updates. What goes into
# the programs, headers and archives, is the architecture's; in the order in which the compiler would look.
file(GLOB compiler_libraries "${CMAKE_SYSROOT}/usr/lib/gcc/${CMAKE_LIBRARY_ARCHITECTURE}/*")
get_filename_component(compiler_version "${compiler_libraries}" NAME)
set(headers "${CMAKE_SYSROOT}/usr/include")
set(CMAKE_CXX_FLAGS_INIT "-nostdinc -nostdinc++")
foreach(directory
        "${headers}/c++/${compiler_version}"
        "${headers}/${CMAKE_LIBRARY_ARCHITECTURE}/c++/${compiler_version}"
        "${headers}/c++/${compiler_version}/backward"
        "${compiler_libraries}/include"
        "${headers}/${CMAKE_LIBRARY_ARCHITECTURE}"
        "${headers}")
    string(APPEND CMAKE_CXX_FLAGS_INIT " -isystem ${directory}")
endforeach()
set(CMAKE_EXE_LINKER_FLAGS_INIT "-B${CMAKE_SYSROOT}/usr/lib/${CMAKE_LIBRARY_ARCHITECTURE} -B${compiler_libraries}")
