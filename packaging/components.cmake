# SPDX-License-Identifier: Apache-2.0
# Read by cpack once for each kind of package: packages are made for /usr, the archive for any place to unpack it in.
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(second_component elsewhere)
if(CPACK_GENERATOR STREQUAL "DEB")
    set(second_component debian)
elseif(CPACK_GENERATOR STREQUAL "TGZ")
    set(CPACK_PACKAGING_INSTALL_PREFIX /)
endif()
set(CPACK_INSTALL_CMAKE_PROJECTS)
foreach(component programs ${second_component})
    list(APPEND CPACK_INSTALL_CMAKE_PROJECTS
        "${CPACK_IPTABLES_WRAPPER_BINARY_DIR}" "${CPACK_PACKAGE_NAME}" ${component} /)
endforeach()
