# SPDX-License-Identifier: Apache-2.0
# Debian's cross compilers, with libraries from a sysroot of the architecture's own packages. packaging/architectures makes
# that, and knows the architectures: CMAKE_SYSROOT, TARGET_TRIPLET (GNU's name), TARGET_PROCESSOR (as uname has it) and
# TARGET_EMULATOR (a program) come from there.
foreach(needed TARGET_TRIPLET TARGET_PROCESSOR TARGET_EMULATOR)
    if(NOT ${needed})
        message(FATAL_ERROR "${needed} is not set: build with packaging/architectures")
    endif()
    list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES ${needed})
endforeach()

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR ${TARGET_PROCESSOR})
set(CMAKE_LIBRARY_ARCHITECTURE ${TARGET_TRIPLET})
set(CMAKE_CXX_COMPILER ${CMAKE_LIBRARY_ARCHITECTURE}-g++)
set(CMAKE_ASM_COMPILER ${CMAKE_LIBRARY_ARCHITECTURE}-gcc)
set(CMAKE_STRIP ${CMAKE_LIBRARY_ARCHITECTURE}-strip)
if(NOT CMAKE_SYSTEM_PROCESSOR STREQUAL CMAKE_HOST_SYSTEM_PROCESSOR)
    set(CMAKE_CROSSCOMPILING_EMULATOR ${TARGET_EMULATOR})
endif()
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# The cross compiler has a C and a C++ library of its own, made for building and without security updates. What goes into
# the programs, headers and archives, is the architecture's; in the order in which the compiler would look.
# Where packages bring the library of a newer compiler along, it stays unused.
execute_process(COMMAND ${CMAKE_CXX_COMPILER} -dumpversion OUTPUT_VARIABLE compiler_version OUTPUT_STRIP_TRAILING_WHITESPACE)
set(compiler_libraries "${CMAKE_SYSROOT}/usr/lib/gcc/${CMAKE_LIBRARY_ARCHITECTURE}/${compiler_version}")
set(headers "${CMAKE_SYSROOT}/usr/include")
set(CMAKE_CXX_FLAGS_INIT "-nostdinc -nostdinc++")
foreach(directory
        "${headers}/c++/${compiler_version}"
        "${headers}/${CMAKE_LIBRARY_ARCHITECTURE}/c++/${compiler_version}"
        "${headers}/c++/${compiler_version}/backward"
        "${compiler_libraries}/include"
        "${headers}/${CMAKE_LIBRARY_ARCHITECTURE}"
        "${headers}")
    list(APPEND CMAKE_CXX_STANDARD_INCLUDE_DIRECTORIES "${directory}")
endforeach()
set(CMAKE_EXE_LINKER_FLAGS_INIT "-B${CMAKE_SYSROOT}/usr/lib/${CMAKE_LIBRARY_ARCHITECTURE} -B${compiler_libraries}")
