# SPDX-License-Identifier: Apache-2.0
# Boost as the distributions package it. It is linked statically if we link statically, and if the sanitized programs must run in images
# that have no Boost. Boost.System is not named: it has long been header-only, and 1.89 has no library for it.
set(Boost_USE_STATIC_LIBS OFF)
if(IPTABLES_WRAPPER_STATIC OR IPTABLES_WRAPPER_SANITIZE)
    set(Boost_USE_STATIC_LIBS ON)
endif()
find_package(Boost 1.74 CONFIG REQUIRED COMPONENTS filesystem program_options
             OPTIONAL_COMPONENTS unit_test_framework)

# Headers only, for Boost.Process; as system headers, so that their warnings are not ours.
add_library(boost_headers INTERFACE)
target_link_libraries(boost_headers INTERFACE Boost::headers)
