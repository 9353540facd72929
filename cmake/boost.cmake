# SPDX-License-Identifier: Apache-2.0
# Boost as the distributions package it, linked statically where we link statically, and where the sanitized programs are to
# run in images that have no Boost.
# Boost.System is not named: it has been header-only for long and its library is gone since 1.89.
set(Boost_USE_STATIC_LIBS OFF)
if(IPTABLES_WRAPPER_STATIC OR IPTABLES_WRAPPER_SANITIZE)
    set(Boost_USE_STATIC_LIBS ON)
endif()
find_package(Boost 1.74 CONFIG REQUIRED COMPONENTS filesystem program_options
             OPTIONAL_COMPONENTS unit_test_framework)

# Headers only, for Boost.Process; as system headers, so that their warnings are not ours.
add_library(boost_headers INTERFACE)
target_link_libraries(boost_headers INTERFACE Boost::headers)
