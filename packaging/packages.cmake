# SPDX-License-Identifier: Apache-2.0
# The packages that `cpack` makes (target `package`): .deb, .tar.gz, and .rpm if there is rpmbuild.
set(CPACK_PACKAGE_NAME ${PROJECT_NAME})
set(CPACK_PACKAGE_VENDOR "iptables-wrapper maintainers")
set(CPACK_PACKAGE_CONTACT "iptables-wrapper maintainers <maintainers@iptables-wrapper.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "run iptables in the mode that the host uses")
set(CPACK_PACKAGE_DESCRIPTION
"A container or host that changes a firewall must use the same mode of
iptables as everything else there: legacy and nft are two backends, each with
its own rules. This package points iptables and its five sister commands at a
wrapper, which finds out at the first call which mode that is, points the
commands at it and becomes the real command. Later calls run that directly.")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_STRIP_FILES OFF) # the linker has done it
set(CPACK_PACKAGE_DIRECTORY "${PROJECT_BINARY_DIR}/packages")
string(TOLOWER ${CMAKE_SYSTEM_NAME} system)
set(CPACK_SYSTEM_NAME "${system}-${CMAKE_SYSTEM_PROCESSOR}")

find_program(IPTABLES_WRAPPER_RPMBUILD rpmbuild)
set(CPACK_GENERATOR DEB TGZ)
if(IPTABLES_WRAPPER_RPMBUILD)
    list(APPEND CPACK_GENERATOR RPM)
endif()
# Which components a package has depends on its kind, which is known only when it is made.
set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_CURRENT_SOURCE_DIR}/components.cmake")
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_SOURCE_DIR}/directory_modes.cmake")
set(CPACK_IPTABLES_WRAPPER_BINARY_DIR "${PROJECT_BINARY_DIR}")

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "iptables (>= 1.8.4)")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    "${CMAKE_CURRENT_SOURCE_DIR}/scripts/postinst" "${CMAKE_CURRENT_SOURCE_DIR}/scripts/prerm")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(debian_architecture_x86_64 amd64)
set(debian_architecture_aarch64 arm64)
set(debian_architecture_armv7l armhf)
set(debian_architecture_ppc64le ppc64el)
set(debian_architecture_s390x s390x)
set(debian_architecture_riscv64 riscv64)
if(DEFINED debian_architecture_${CMAKE_SYSTEM_PROCESSOR})
    set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE ${debian_architecture_${CMAKE_SYSTEM_PROCESSOR}})
endif()

set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_ARCHITECTURE ${CMAKE_SYSTEM_PROCESSOR})
if(CMAKE_SYSTEM_PROCESSOR STREQUAL armv7l)
    set(CPACK_RPM_PACKAGE_ARCHITECTURE armv7hl) # with a floating-point unit, as Debian's armhf
endif()
set(CPACK_RPM_PACKAGE_LICENSE "Apache-2.0")
set(CPACK_RPM_PACKAGE_GROUP "System Environment/Base")
set(CPACK_RPM_PACKAGE_DESCRIPTION "${CPACK_PACKAGE_DESCRIPTION}")
set(CPACK_PACKAGE_RELOCATABLE OFF) # the scripts and the manuals name the places
set(CPACK_RPM_PACKAGE_AUTOREQPROV OFF)
# The files stay as they were built: rpmbuild would strip them once more, and add links to their build ids. If SOURCE_DATE_EPOCH is set, it
# is the time of all files in all kinds of packages, so that the same files make the same package.
set(CPACK_RPM_SPEC_MORE_DEFINE
"%define __os_install_post %{nil}
%define _build_id_links none
%define use_source_date_epoch_as_buildtime 1
%define clamp_mtime_to_source_date_epoch 1
%define _buildhost localhost
Recommends: iptables-legacy >= 1.8.4
OrderWithRequires: iptables-legacy")
# RHEL has nft alone. Where legacy is installed in the same transaction, it comes first (above).
set(CPACK_RPM_PACKAGE_REQUIRES "iptables-nft >= 1.8.4")
set(CPACK_RPM_PACKAGE_REQUIRES_POST "iptables-nft")
set(CPACK_RPM_PACKAGE_REQUIRES_PREUN "iptables-nft")
set(CPACK_RPM_POST_INSTALL_SCRIPT_FILE "${CMAKE_CURRENT_SOURCE_DIR}/scripts/postinst")
set(CPACK_RPM_PRE_UNINSTALL_SCRIPT_FILE "${CMAKE_CURRENT_SOURCE_DIR}/scripts/prerm")
# Every package that puts completions into a directory owns that directory; there may be no other that does.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION /usr/sbin /usr/share/man /usr/share/man/man8)

include(CPack)
