# SPDX-License-Identifier: Apache-2.0
# What only Debian's policy asks for: the component `debian`, which replaces `elsewhere` in a Debian package.

# compressed(NAME FILE): NAME.gz, the same at every build.
function(compressed name file)
    set(archive "${CMAKE_CURRENT_BINARY_DIR}/${name}.gz")
    add_custom_command(OUTPUT "${archive}"
        COMMAND sh -c "gzip -9nc \"$1\" >\"$2\"" sh "${CMAKE_CURRENT_SOURCE_DIR}/${file}" "${archive}"
        DEPENDS "${file}"
        VERBATIM)
    set_property(DIRECTORY APPEND PROPERTY compressed_files "${archive}")
endfunction()

function(debian_file file destination)
    install(FILES "${file}" DESTINATION "${destination}" COMPONENT debian EXCLUDE_FROM_ALL ${ARGN})
endfunction()

compressed(changelog CHANGELOG.md)
compressed(changelog.Debian debian/changelog)
foreach(program iptables-wrapper iptables-wrapper-installer)
    compressed(${program}.8 manuals/${program}.8)
    debian_file("${CMAKE_CURRENT_BINARY_DIR}/${program}.8.gz" share/man/man8)
    debian_file(completions/_${program} share/zsh/vendor-completions)
endforeach()
foreach(file changelog changelog.Debian)
    debian_file("${CMAKE_CURRENT_BINARY_DIR}/${file}.gz" share/doc/iptables-wrapper)
endforeach()
debian_file(debian/copyright share/doc/iptables-wrapper)
debian_file(debian/lintian-overrides share/lintian/overrides RENAME iptables-wrapper)

get_property(compressed_files DIRECTORY PROPERTY compressed_files)
add_custom_target(debian_documents ALL DEPENDS ${compressed_files})
