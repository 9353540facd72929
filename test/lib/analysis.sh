# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Static analysis of all sources and scripts, by the tools of Debian 12 (clang 14). Those of another release format differently and find
# other things.

# tidy PATTERN OPTION...: clang-tidy over the sources that match, of those that the preset dev compiles.
tidy() {
    local pattern=$1
    shift
    jq -r '.[].file | select(endswith(".cpp"))' build/dev/compile_commands.json | sort -u | grep -E "$pattern" |
        tr '\n' '\0' | xargs -0 -P "$(nproc)" -n 2 clang-tidy -p build/dev --quiet "$@"
}

# This takes minutes, so it is skipped if nothing has changed since it last found nothing. In tests it does not follow paths: that takes most
# of the time there, and mostly leads through Boost.Test.
run_clang_tidy() {
    local clean=build/dev/clang-tidy.clean
    if [ -e $clean ] && [ -z "$(find .clang-tidy common wrapper installer test -newer $clean -print -quit)" ]; then
        return
    fi
    touch $clean.from # what changes meanwhile counts as changed
    tidy "^$checkout/(common|wrapper|installer)/" && tidy "^$checkout/test/" '--checks=-clang-analyzer-*' &&
        mv $clean.from $clean
}

run_clang_format() {
    find common wrapper installer test -name '*.[ch]pp' -print0 | xargs -0 clang-format --dry-run -Werror
}

# The files under test/lib are read along with the scripts that source them; completions are sourced by none.
run_shellcheck() {
    find . \( -path ./build -o -path ./.git \) -prune -o -type f -exec grep -lE '^#!/bin/(ba)?sh' {} + | sort -u |
        xargs shellcheck packaging/completions/*.bash --external-sources --check-sourced --source-path=SCRIPTDIR --source-path=.
}

# The two ends of the embedded wrapper are symbols in one section; cppcheck cannot know that.
run_cppcheck() {
    cppcheck --quiet --error-exitcode=1 --std=c++20 --enable=warning,performance,portability --inline-suppr \
        --suppress=comparePointers:installer/survey/wrapper_file.cpp -I . common wrapper installer
}

# analyse: all of them, so that one run shows everything.
analyse() {
    local status=0
    quietly "Checking the format (clang-format)" run_clang_format || status=1
    quietly "Checking the scripts (shellcheck)" run_shellcheck || status=1
    quietly "Looking for bugs (cppcheck)" run_cppcheck || status=1
    quietly "Looking for bugs (clang-tidy, some minutes)" run_clang_tidy || status=1
    return $status
}
