# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# The long runs: what each is called, how it is run, and what of its output is worth keeping.

logs=build/long-runs

# all_runs: their names, the shortest first.
all_runs() {
    printf '%s\n' hosts bench stress kernels
    [ ! -e test/power-cuts ] || echo power-cuts
    printf '%s\n' faults fuzz
}

# command_of RUN whole|quick: a word a line.
command_of() {
    case $1,$2 in
    fuzz,whole) printf '%s\n' test/fuzz/run 10000000 ;;
    fuzz,quick) printf '%s\n' test/fuzz/run 2000 ;;
    bench,whole) printf '%s\n' test/bench "$logs/bench" ;;
    bench,quick) printf '%s\n' env "SIZES=0 300" test/bench "$logs/bench" ;;
    stress,whole) printf '%s\n' test/stress ;;
    stress,quick) printf '%s\n' test/stress 1600 ;;
    hosts,quick) printf '%s\n' test/hosts --only '^(docker|nothing) ' ;;
    kernels,quick) printf '%s\n' test/kernels --only '^bookworm-amd64/on-demand$' --situations '^(nothing|kubelet-legacy)$' ;;
    faults,quick) printf '%s\n' test/faults --only '^faults plain (reset|self-install) kill' ;;
    power-cuts,quick) printf '%s\n' test/power-cuts --only '^ext4/plain/quiet$' --every 10 ;;
    *,whole) printf '%s\n' "test/$1" ;;
    esac
}

# said PATTERN: the last line that matches, of a log on stdin, without the seconds that a step begins with.
said() { sed 's/^\[ *[0-9]*s\] //' | grep -E "$1" | tail -n 1 || true; }

# figures_of RUN: what came out, on one line, from its log on stdin.
figures_of() {
    case $1 in
    hosts | faults | power-cuts) said '^in all: ' | sed 's/^in all: //' ;;
    kernels) said '^[0-9]+ cases: ' | sed 's/;.*//' ;;
    stress) awk 'match($0, /[0-9]+ calls/) { calls += substr($0, RSTART); lines++ } END { print calls " calls in " lines + 0 " storms" }' ;;
    fuzz) awk '/ runs, no error$/ { targets++; runs += $2 } END { print targets + 0 " fuzzers, " runs + 0 " runs" }' ;;
    bench) said '^Measured on ' | sed 's/ Milliseconds of.*//' ;;
    esac
}

# row RUN right|wrong SECONDS COMMAND: a row of the table.
row() {
    local figures
    figures=$(figures_of "$1" <"$logs/$1.log")
    [ "$2" = right ] || figures="**FAILED**: $(tail -n 1 "$logs/$1.log" | tr '|' '/')${figures:+; $figures}"
    printf "| \`%s\` | %s | %d min %02d s |\n" "${4//|/\\|}" "${figures:-no figures}" $(($3 / 60)) $(($3 % 60))
}

# state_of_source: the commit, and whether anything differs from it.
state_of_source() {
    local commit
    commit=$(git rev-parse HEAD 2>/dev/null) || { echo "of a source without a commit" && return; }
    [ -z "$(git status --porcelain --untracked-files=no -- . ':!test/long-runs.md')" ] || commit+=" with changes"
    echo "of commit $commit"
}

# section TITLE FILE: a table that one of the runs has made.
section() {
    [ ! -s "$2" ] || { echo && printf '## %s\n\n' "$1" && cat "$2"; }
}

# write_up RUN...: the whole file.
write_up() {
    printf '# The long runs\n\n'
    printf 'Written by test/long-runs on %s, %s: Linux %s, %d processors (%s), %s.\n\n' "$(date -u +%Y-%m-%d)" "$(state_of_source)" \
        "$(uname -r)" "$(nproc)" "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
        "$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release)"
    echo '| command | what came out | time |'
    echo '|---|---|---|'
    cat "$logs/rows"
    local run
    for run; do
        case $run in
        fuzz)
            sed -n 's/^\([a-z_]*: .* runs, no error\)$/- \1/p' "$logs/fuzz.log" >"$logs/fuzzers"
            section "Fuzzers" "$logs/fuzzers" ;;
        kernels) section "Kernels" build/kernels/table.md ;;
        bench) section "Times" "$logs/bench/table.md" ;;
        esac
    done
}
