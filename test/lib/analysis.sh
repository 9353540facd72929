# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Static analysis of all sources and scripts, by the tools of Debian 12 (clang 14). Those of another release format differently and find
# other things.

# tidy PRESET TARGETS DIRECTORY...: clang-tidy over what the preset compiles for these targets, copied into one file: most of the time goes into
# what is included, at each file anew, and what is only included itself is not looked at along its paths. It is skipped if nothing in
# .clang-tidy or the directories has changed since it found nothing. It follows paths in the wrapper and in common/ alone: elsewhere that takes
# four fifths of the time, leads through Boost, and has found nothing; sanitizers and valgrind run there. Nor need tests be fast.
tidy() {
    local unit=$PWD/build/$1/tidy/${2//[^a-z]/-}.cpp commands=build/$1/compile_commands.json checks='' file flags
    mkdir -p "${unit%/*}"
    [ ! -e "$unit.clean" ] || [ -n "$(find .clang-tidy "${@:3}" -newer "$unit.clean" -print -quit)" ] || return 0
    touch "$unit.from" # what changes meanwhile counts as changed
    case $2 in
    unit* | fuzz* | helper*) checks='-clang-analyzer-*,-performance-*' ;;
    installer*) checks='-clang-analyzer-*' ;;
    esac
    jq -r --arg targets "/($2)" '.[].file | select(test($targets))' "$commands" | sort -u | while read -r file; do
        case $file in *.cxx) sed -n 's/^#include "\(.*\)"$/\1/p' "$file" ;; *) echo "$file" ;; esac
    done | while read -r file; do
        printf '// In %s:\n' "$file"
        cat "$file"
    done >"$unit"
    # Those of the source with the most definitions; what is one namespace now may have names that were apart.
    flags=$(jq -r --arg targets "/($2)" 'map(select(.file | test($targets)).command) | max_by(length) | sub("^[^ ]* "; "") | sub(" -o .*"; "")' "$commands")
    eval "clang-tidy --quiet --checks='$checks' '$unit' -- $flags -Wno-shadow" && mv "$unit.from" "$unit.clean"
}

# targets_in PRESET FOLDER: those of test/FOLDER. Each has a main of its own, so they cannot be one file.
targets_in() { jq -r '.[].file' "build/$1/compile_commands.json" | sed -n "s:.*/test/$2/CMakeFiles/\([^/]*\)\.dir/.*:\1:p" | sort -u; }

run_clang_tidy() {
    export -f tidy
    {
        echo asan installer/ installer common
        for part in installer wrapper common; do
            echo "asan unit_tests.*/${part}_ common wrapper installer test/unit"
        done
        echo 'asan wrapper_[lp]|common.dir common wrapper'
        targets_in asan fuzz | sed 's:.*:asan fuzz/.*/&.dir common wrapper installer test/fuzz:'
        targets_in release helper | sed 's:.*:release helper/.*/&.dir common wrapper test/helper:'
    } | xargs -P "$(nproc)" -L 1 bash -c 'tidy "$@"' -
}

run_clang_format() {
    find common wrapper installer test -name '*.[ch]pp' -print0 | xargs -0 clang-format --dry-run -Werror
}

# The files under test/lib are read along with the scripts that source them; completions are sourced by none.
run_shellcheck() {
    {
        find . \( -path ./build -o -path ./.git \) -prune -o -type f -exec awk 'FNR == 1 && /^#!\/bin\/(ba)?sh/ { print FILENAME }' {} +
        echo packaging/completions/*.bash
    } | xargs -P "$(nproc)" -n 20 shellcheck --external-sources --check-sourced --source-path=SCRIPTDIR --source-path=.
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
