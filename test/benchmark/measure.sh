#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# measure.sh FILE: does the measuring for test/bench, in namespaces of its own, and writes a table into FILE. Times are taken by hyperfine
# inside of the image, so that nothing but the calls is in them; contenders take turns, so that a busy moment of the machine meets all of
# them.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/counts.sh"
. "$checkout/test/benchmark/counts.sh"

table=$1
read -ra sizes <<<"${SIZES-0 3000 30000 300000}"
turns=${TURNS-20}
samples=$work/samples
: >"$samples"

# make_image NAME LAYOUT ours|peer: an image for each contender, since what they change must not meet. All have
# hyperfine, with the libraries it needs, in a directory that stays writable.
make_image() {
    new_view "$1" bookworm
    image=$work/$1
    mkdir "$image/bench"
    mount -t tmpfs tmpfs "$image/bench"
    cp /usr/bin/hyperfine "$bin"/{exec_only,exec_limit,link_changes} "$image/bench/"
    cp "$checkout/test/lib/iptables-by-dumping" "$image/usr/sbin/iptables-by-dumping"
    # What undoes a first call: the links as they were before it.
    # shellcheck disable=SC2016 # $c is the script's
    printf '#!/bin/sh\nfor c in %s; do ln -sfn iptables-by-dumping /usr/sbin/$c; done\n' "${commands[*]}" >"$image/bench/reset-peer"
    chmod +x "$image/bench/reset-peer"
    [ "$2" = alternatives ] || use_plain_links
    if [ "$3" = ours ]; then install_wrapper --quiet; else in_image /bench/reset-peer; fi
    [ "$2" != read-only ] || mount -o remount,bind,ro "$image"
}

# time_calls MODE SIZE LAYOUT CALL CONTENDER RUNS: appends one sample a line to $samples: $evidence, mode, size, layout, call,
# contender, seconds. The first call is every call: what it changes is put back before each.
time_calls() {
    local prepare=/bin/true image=$work/$3 call=$4
    case $5 in
    direct) call=${call/#iptables-restore/iptables-$1-restore} call=${call/#iptables /iptables-$1 } ;;
    exec) call=${call/#iptables //bench/exec_only /usr/sbin/iptables-$1 } ;;
    limit) call=${call/#iptables //bench/exec_limit /usr/sbin/iptables-$1 } ;;
    links) # from the same state as our first call
        call=${call/#iptables //bench/link_changes /usr/sbin/iptables-$1 }
        prepare="/usr/sbin/iptables-wrapper --reset" ;;
    ours) [ "$3" = read-only ] || prepare="/usr/sbin/iptables-wrapper --reset" ;;
    peer) prepare=/bench/reset-peer image=$work/peer ;;
    esac
    in_image /bench/hyperfine --shell=none --style none --runs "$6" --prepare "$prepare" \
        --export-json /bench/out.json "$call" >"$work/hyperfine" 2>&1 || fail "$*: $(cat "$work/hyperfine")"
    jq -r --arg cell "$evidence $1 $2 $3 ${4// /_} $5" '.results[0].times[] | "\($cell) \(.)"' "$image/bench/out.json" >>"$samples"
}

# time_cell MODE SIZE LAYOUT CALL TURNS RUNS CONTENDER...: so many runs of each, in turn.
time_cell() {
    local turn contender
    for ((turn = 0; turn < $5; turn++)); do
        for contender in "${@:7}"; do
            time_calls "$1" "$2" "$3" "$4" "$contender" "$6"
        done
    done
}

# empty_kernel: no rules and no chains in either mode.
empty_kernel() {
    on_host nft flush ruleset
    # To ask for a table of legacy would make it. A file of /proc has no size.
    ! grep -q . /proc/net/ip_tables_names 2>/dev/null || printf '*%s\nCOMMIT\n' nat filter mangle | on_host iptables-legacy-restore
}

measure_kernel() { # MODE SIZE
    local evidence=hint slow=(4 5) layout # turns and runs of calls that get slower with the rules
    [ "$2" -lt 30000 ] || slow=(2 3)
    [ "$2" -lt 300000 ] || slow=(1 2)
    empty_kernel
    awk -v rules="$2" -f "$checkout/test/benchmark/rules" | on_host "iptables-$1-restore"
    # By the cheapest call the extra time of the wrapper is seen best: many runs, all layouts, and beside programs that
    # do nothing but to become the real command, or to change the links and then become it.
    for layout in plain alternatives read-only; do
        time_cell "$1" "$2" "$layout" "iptables -V" "$turns" 10 direct limit exec ours
    done
    time_cell "$1" "$2" plain "iptables -V" "$turns" 10 links
    time_cell "$1" "$2" plain "iptables -V" "${slow[@]}" peer
    time_cell "$1" "$2" plain "iptables-restore -n /bench/one-rule" "${slow[@]}" direct ours peer
}

# measure_host KIND MODE SIZE: a host whose mode is told by something else than a hint.
measure_host() {
    local evidence=$1 layout
    empty_kernel
    [ "$3" = 0 ] || awk -v rules="$3" -f "$checkout/test/benchmark/rules" | sed 's/KUBE-/SITE-/g' | on_host "iptables-$2-restore"
    case $1 in nothing) ;; *) plant_evidence "$2-$1" ;; esac
    for layout in plain read-only; do
        time_cell "$2" "$3" "$layout" "iptables -V" "$turns" 10 direct exec ours
    done
}

make_image plain plain ours
make_image alternatives alternatives ours
make_image read-only read-only ours
make_image peer plain peer
for name in plain alternatives peer; do
    printf '*filter\n-A INPUT -s 192.0.2.1 -j ACCEPT\nCOMMIT\n' >"$work/$name/bench/one-rule"
done
image=$work/plain
step "A host with nothing"
measure_host nothing nft 0 # as long as no table of legacy has ever been there
for mode in nft legacy; do
    for size in "${sizes[@]}"; do
        step "$mode, $size rules"
        measure_kernel "$mode" "$size"
    done
done
step "Hosts without a hint"
for mode in nft legacy; do
    measure_host owner $mode 0
    for kind in policy rules rules-in-both; do
        for size in 0 "${sizes[-1]}"; do
            measure_host $kind $mode "$size"
        done
    done
    measure_host tables $mode 0
done
measure_host native nft 0
step "System calls, instructions, memory, sizes, the installer"
empty_kernel
plant_hint nft
jq --null-input --raw-output --from-file "$checkout/test/benchmark/table.jq" --rawfile samples "$samples" \
    --arg date "$(date --utc +%F)" \
    --arg machine "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores" \
    --arg kernel "$(uname -r)" \
    --arg iptables "$(on_host iptables-nft-save --version | head -n 1)" \
    --arg compiler "$(g++ --version | head -n 1)" \
    --argjson counts "$(counts)" >"$table"
