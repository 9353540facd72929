# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # $checkout is the caller's
# Mistakes in copies of the source. For each mistake, a list has
#
#   = what is wrong
#   in FILE
#   - text that is in FILE once, on one line or in a part of it
#   + what the mistake puts there
#   try SCENARIO ARGUMENT...
#
# with any number of lines of the last kind. FILE stays that of the mistake before unless another one is given, and so do the scenarios.
# A line that begins with # is a comment.

mutants=$checkout/build/mutants

# read_mutants REGEX LIST...: sets $names, $files, $rights, $wrongs and $scenarios; a scenario ends with a semicolon there.
read_mutants() {
    local line what='' file='' right='' wrong='' tried='' fresh=no pattern=$1
    names=() files=() rights=() wrongs=() scenarios=()
    keep() {
        [ -n "$what" ] && [[ "$file: $what" =~ $pattern ]] || return 0
        names+=("$file: $what") files+=("$file") rights+=("$right") wrongs+=("$wrong") scenarios+=("$tried")
    }
    while IFS= read -r line; do
        case $line in
        '= '*) keep && what=${line#= } fresh=yes ;;
        'in '*) keep && what='' file=${line#in } tried='' ;;
        '- '*) right=${line#- } ;;
        '+ '* | +) wrong=${line#+} && wrong=${wrong# } ;;
        'try '*)
            [ $fresh = no ] || tried='' fresh=no
            tried+="${line#try };" ;;
        '' | '#'*) ;;
        *) die "cannot understand this line in a list of mistakes: $line" ;;
        esac
    done < <(cat "${@:2}")
    keep
}

# change FILE RIGHT WRONG: puts the mistake in; false where the text is not there, or not only once.
change() {
    local content after
    content=$(cat "$1" && echo x) && content=${content%x}
    [[ $content == *"$2"* ]] || return 1
    after=${content#*"$2"}
    [[ $after != *"$2"* ]] || return 1
    printf '%s' "${content%"$2$after"}$3$after" >"$1"
}

# prepare_copy NAME: the source as it is here, built, with the roots of this checkout.
prepare_copy() {
    local copy=$mutants/$1
    mkdir -p "$copy/build"
    find "$copy" -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +
    git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents --preserve=mode --no-dereference -t "$copy" || return 1
    ln -sfn "$checkout/build/roots" "$copy/build/roots"
    export CCACHE_BASEDIR=$copy CCACHE_NOHASHDIR=1
    cmake -S "$copy" --preset dev -D IPTABLES_WRAPPER_WERROR=OFF -D CMAKE_CXX_FLAGS_DEBUG=-O0 \
        -D CMAKE_CXX_COMPILER_LAUNCHER="$(command -v ccache || true)" && cmake --build "$copy/build/dev" --parallel "$(nproc)"
}

build_copy() { CCACHE_BASEDIR=$1 CCACHE_NOHASHDIR=1 cmake --build "$1/build/dev" --target "$2"; }
run_unit_tests() { timeout 300 "$1/build/dev/bin/unit_tests"; }
run_scenario() {
    local words
    read -ra words <<<"$2"
    IPTABLES_WRAPPER_BIN=$1/build/dev/bin timeout 600 bash "$1/test/system/${words[0]}.sh" "${words[@]:1}"
}

# fails_anyway SCENARIO: whether it fails without any mistake, so that its failing says nothing. Tries each only once.
fails_anyway() {
    local known
    known="$mutants/right/passed ${1//\//_}"
    [ ! -e "$known" ] || return 1
    ! run_scenario "$mutants/right" "$1" >"$mutants/right/log" 2>&1 </dev/null || { : >"$known" && return 1; }
}

# noticed_by COPY SCENARIOS: prints the first that fails there. False if the copy cannot be built.
noticed_by() {
    local scenario
    build_copy "$1" unit_tests >"$1/log" 2>&1 </dev/null || return 1
    run_unit_tests "$1" >"$1/log" 2>&1 </dev/null || { echo "the unit tests" && return; }
    build_copy "$1" iptables-wrapper-installer >"$1/log" 2>&1 </dev/null || return 1
    while read -r scenario; do
        [ -z "$scenario" ] || run_scenario "$1" "$scenario" >"$1/log" 2>&1 </dev/null || { echo "$scenario" && return; }
    done < <(tr ';' '\n' <<<"${2%;}")
}

# try_mutant NUMBER WORKER: in that worker's copy; one line says what came of it.
try_mutant() {
    local copy=$mutants/$2 by
    local file=$copy/${files[$1]}
    cp "$file" "$copy/right"
    if ! change "$file" "${rights[$1]}" "${wrongs[$1]}"; then
        echo "BROKEN    ${names[$1]}: the source does not say '${rights[$1]}', or says it twice"
    elif ! by=$(noticed_by "$copy" "${scenarios[$1]}"); then
        echo "BROKEN    ${names[$1]}: $(grep -m 1 -E 'error|undefined' "$copy/log" || echo "it cannot be built")"
    else
        if [ -n "$by" ] && [ "$by" != "the unit tests" ] && fails_anyway "$by"; then
            echo "BROKEN    ${names[$1]}: $by fails without any mistake, too"
        elif [ -n "$by" ]; then
            echo "noticed   ${names[$1]}: by $by"
        else
            echo "SURVIVED  ${names[$1]}"
        fi
    fi
    cp "$copy/right" "$file"
}
