#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Each test that SECURITY.md names exists and is run by test/check, and the environment variables that it names are the ones that the
# sources read.
. "$(dirname "$0")/../lib/scenario.sh"

text=$checkout/.github/SECURITY.md
mapfile -t tests < <(grep -oE 'test/[a-z]+/[a-z_/]+\.[a-z]+' "$text" | sort -u)
[ "${#tests[@]}" -gt 20 ] || fail "SECURITY.md names hardly a test"
for test in "${tests[@]}"; do
    [ -f "$checkout/$test" ] || fail "SECURITY.md names $test, which is not there"
    name=${test##*/}
    case $test in
    test/system/*) grep -qE "scenario\(${name%.sh}( |\))" "$checkout/test/system.cmake" || fail "$test is not run" ;;
    test/unit/*) grep -qF "${test#test/}" "$checkout/test/CMakeLists.txt" || fail "$test is not built" ;;
    esac
done

read_by_sources=$(grep -rhoE '"(IPTABLES_WRAPPER|DPKG)_[A-Z]+"' "$checkout"/{common,installer,wrapper} | tr -d '"' | sort -u)
expect_equal "variables that are read" "$read_by_sources" "$(grep -oE '\b(IPTABLES_WRAPPER|DPKG)_[A-Z]+' "$text" | sort -u)"
places=$(grep -rlE '\bgetenv\(|secure_getenv\(|\benviron\b' "$checkout"/{common,installer,wrapper} | sed "s,^$checkout/,," | sort)
expect_equal "files that read the environment" $'installer/main.cpp\nwrapper/call/become.cpp\nwrapper/choice/settings.cpp\nwrapper/tool/become_program.cpp' "$places"
