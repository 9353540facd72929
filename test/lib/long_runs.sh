# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# The long runs: their names, their commands, and what to keep of their output.

logs=build/long-runs

# all_runs: their names, the shortest first.
all_runs() {
    printf '%s\n' hosts bench stress walks kernels
    printf '%s\n' power-cuts faults fuzz mutants
}

# command_of RUN whole|quick: a word a line.
command_of() {
    case $1,$2 in
    fuzz,whole) printf '%s\n' test/fuzz/run 10000000 ;;
    fuzz,quick) printf '%s\n' test/fuzz/run 2000 ;;
    bench,whole) printf '%s\n' test/bench ;;
    bench,quick) printf '%s\n' env "SIZES=0 300" TURNS=2 test/bench ;;
    stress,whole) printf '%s\n' test/stress ;;
    stress,quick) printf '%s\n' test/stress 1600 ;;
    walks,quick) printf '%s\n' test/walks 1 10 ;;
    hosts,quick) printf '%s\n' test/hosts --only '^(docker|nothing) ' ;;
    kernels,quick) printf '%s\n' test/kernels --only '^bookworm-amd64/on-demand$' --situations '^(nothing|kubelet-legacy)$' ;;
    faults,quick) printf '%s\n' test/faults --only '^faults plain (reset|self-install) kill' ;;
    mutants,quick) printf '%s\n' test/mutants --draw 5 --seed 1 --only '^common/.*cpp' ;;
    power-cuts,quick) printf '%s\n' test/power-cuts --only '^ext4/plain/quiet$' --every 10 ;;
    *,whole) printf '%s\n' "test/$1" ;;
    esac
}

# said PATTERN: the last line that matches, of a log on stdin, without the seconds that a step begins with.
said() { sed 's/^\[ *[0-9]*s\] //' | grep -E "$1" | tail -n 1 || true; }

# figures_of RUN: what came out, on one line, from its log on stdin.
figures_of() {
    case $1 in
    hosts | walks | faults | power-cuts | mutants) said '^in all: ' | sed 's/^in all: //' ;;
    kernels) said '^[0-9]+ cases: ' | sed 's/;.*//' ;;
    stress) awk 'match($0, /[0-9]+ calls/) { calls += substr($0, RSTART); lines++ } END { print calls " calls in " lines + 0 " storms" }' ;;
    fuzz) awk '/ runs, no error$/ { targets++; runs += $2 } END { print targets + 0 " fuzzers, " runs + 0 " runs" }' ;;
    bench) said '^Measured on ' | sed 's/ Medians in.*//' ;;
    esac
}

# state_of_source: the commit, and whether anything differs from it.
state_of_source() {
    local commit
    commit=$(git rev-parse --short=10 HEAD 2>/dev/null) || { echo "no commit" && return; }
    [ -z "$(git status --porcelain --untracked-files=no -- . ':!test/long-runs.md')" ] || commit+=" and changes"
    echo "$commit"
}

# beginning_of_row COMMAND: by which a row is found again.
beginning_of_row() { printf "| \`%s\` |" "${1//|/\\|}"; }

# row RUN right|wrong COMMIT SECONDS COMMAND: a row of the table.
row() {
    local figures
    figures=$(figures_of "$1" <"$logs/$1.log")
    [ "$2" = right ] || figures="**FAILED**: $(tail -n 1 "$logs/$1.log" | tr '|' '/')${figures:+; $figures}"
    printf '%s %s | %s, %s | %d min %02d s |\n' "$(beginning_of_row "$5")" "${figures:-no figures}" "$3" "$(date -u +%Y-%m-%d)" \
        $(($4 / 60)) $(($4 % 60))
}

# title_of RUN: of the table that it makes; nothing if it makes none.
title_of() {
    case $1 in
    fuzz) echo Fuzzers ;;
    kernels) echo Kernels ;;
    bench) echo Times ;;
    by-hand) echo "By hand" ;;
    esac
}

# table_of RUN: that table, as the run has left it.
table_of() {
    case $1 in
    fuzz) sed -n 's/^\([a-z_]*: .* runs, no error\)$/- \1/p' "$logs/fuzz.log" ;;
    kernels) cat build/kernels/table.md ;;
    bench) cat build/bench/table.md ;;
    esac
}

# kept_table TITLE FILE: the table that FILE has under that title, without blank lines around it.
kept_table() {
    awk -v title="## $1" '
        /^## / { wanted = $0 == title; begun = gap = 0; next }
        wanted && $0 != "" { if (begun && gap) print ""; print; begun = 1 }
        { gap = $0 == "" }' "$2"
}

# write_up whole|quick FILE: what is to be written into FILE: what the runs have left so far, and of all others what FILE says by now.
write_up() {
    local run command title
    touch "$2"
    printf '# The long runs\n\n'
    printf "Written by \`test/long-runs\`: Linux %s, %d processors (%s), %s. A row counts for the commit that it names; what has\n" \
        "$(uname -r)" "$(nproc)" "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
        "$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release)"
    printf "changed in the programs since is in \`git diff COMMIT -- common wrapper installer\`.\n\n"
    echo '| command | what came out | commit, date | time |'
    echo '|---|---|---|---|'
    for run in $(all_runs); do
        command=$(command_of "$run" "$1" | paste -s -d ' ')
        cat "$logs/$run.row" 2>/dev/null || grep -F -e "$(beginning_of_row "$command")" "$2" || true
    done
    # What was measured by hand is kept as it was written.
    for run in $(all_runs) by-hand; do
        title=$(title_of "$run")
        [ -n "$title" ] || continue
        cat "$logs/$run.table" >"$logs/shown" 2>/dev/null || kept_table "$title" "$2" >"$logs/shown"
        [ ! -s "$logs/shown" ] || { printf '\n## %s\n\n' "$title" && cat "$logs/shown"; }
    done
}
