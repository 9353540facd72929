# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# From samples to bench.json and the points of the plot.

# summarise: all that was measured, as JSON.
summarise() {
    jq --null-input --rawfile samples "$samples" \
        --arg date "$(date --utc +%F)" \
        --arg machine "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores" \
        --arg kernel "$(uname -r)" \
        --arg iptables "$(on_host iptables-nft-save --version | head -n 1)" \
        --arg compiler "$(g++ --version | head -n 1)" \
        --argjson counts "$(counts)" '
        def median: sort | if length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
        def spread: sort | {p25: .[length / 4 | floor], p75: .[length * 3 / 4 | floor]};
        { date: $date, machine: $machine, kernel: $kernel, iptables: $iptables, compiler: $compiler, counts: $counts,
          cells: [ $samples | split("\n")[] | select(. != "") | split(" ")
                   | {evidence: .[0], mode: .[1], rules: (.[2] | tonumber), layout: .[3], call: (.[4] | gsub("_"; " ")),
                      contender: .[5], seconds: (.[6] | tonumber)} ]
                 | group_by([.evidence, .mode, .rules, .layout, .call, .contender])
                 | map((.[0] | del(.seconds)) + (map(.seconds)
                       | {runs: length, median: median, minimum: min, maximum: max} + spread)) }'
}

counts() {
    jq --null-input \
        --argjson calls_plain "$(first_call plain)" \
        --argjson calls_alternatives "$(first_call alternatives)" \
        --argjson calls_passing "$(passing_through plain)" \
        --argjson start "$(instructions --version)" \
        --argjson detect "$(instructions --detect)" \
        --argjson peak "$(stopped_at_exec plain peak_kib)" \
        --argjson faults "$(stopped_at_exec plain page_faults)" \
        --argjson relocations "$(relocations)" \
        --argjson wrapper "$(stat -c %s "$bin/iptables-wrapper")" \
        --argjson installer "$(stat -c %s "$bin/iptables-wrapper-installer")" \
        --argjson install "$(seconds_to_install)" '
        { system_calls_before_execve: {plain: $calls_plain, alternatives: $calls_alternatives, read_only: $calls_passing},
          instructions: {start: $start, detect: $detect}, peak_kib: $peak, page_faults: $faults,
          relocations: $relocations, bytes: {wrapper: $wrapper, installer: $installer}, seconds_to_install: $install }'
}

# points: for the plot, a block for each mode: rules and milliseconds of the first `iptables -V` of the three contenders.
points() {
    jq --raw-output '
        [.cells[] | select(.evidence == "hint")] as $cells | ("nft", "legacy") as $mode
        | "# " + $mode,
          ([$cells[].rules] | unique[] as $rules
           | [$rules] + ["direct", "ours", "peer"] | . as $row
           | [$row[0]] + [$row[1:][] as $who | $cells[]
               | select(.mode == $mode and .rules == $rules and .layout == "plain" and .call == "iptables -V"
                        and .contender == $who) | .median * 1000]
           | @tsv),
          "", ""' "$results/bench.json"
}
