# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # $checkout is the caller's
# Holds what a guest has printed against what is expected.

shopt -s extglob

# expected_of SITUATION GUEST: the rest of the line.
expected_of() {
    local situation guest rest
    while read -r situation guest rest; do
        # shellcheck disable=SC2053 # patterns
        [[ $1 == $situation && $2 == $guest ]] || continue
        # shellcheck disable=SC2086 # single blanks
        echo $rest
        return
    done < <(grep -v -e '^#' -e '^$' "$checkout/test/kernel_cases/expected")
    echo "nothing is said of this case"
}

# can MODE STATE: whether it can do all that firewalls ask.
can() {
    case $1,$2 in
    *,on-demand | nft,without-ip_tables | nft,without-modprobe-nft | nft,without-ipv6) ;;
    legacy,without-nf_tables | legacy,without-nft_compat | legacy,without-nft_chain_nat | legacy,without-modprobe-legacy) ;;
    *) return 1 ;;
    esac
}

# answer_in JSON: as expectations put it.
answer_in() {
    jq -r '[.mode, .rung, if .permanent then "yes" else "no" end, if .mixed then "mixed" else empty end] | join(" ")' <<<"$1" 2>/dev/null || echo "no JSON"
}

# can_work MODE STATE SITUATION: whether the commands can do all of it after this situation. Root, who tries it, may see what others
# do not see, and it gets the mode that works then.
can_work() {
    case $3 in
    unprivileged* | ambient*) can nft "$2" || can legacy "$2" ;;
    *) can "$1" "$2" ;;
    esac
}

# faults_of SITUATION STATE JSON DETECTED FIRST LINKS SECOND WORKS: a line for each thing that does not fit to the answer.
faults_of() {
    local situation=$1 state=$2 json=$3 mode kept works=no links=wrapper
    mode=$(jq -r .mode <<<"$json" 2>/dev/null) || return 0
    kept=$(jq -r .permanent <<<"$json")
    [ "$kept" = false ] || links=$mode
    ! can_work "$mode" "$state" "$situation" || works=yes
    shift 3
    [ "$1" = wrapper ] || echo "--detect has pointed the commands at $1"
    [ "$2" = "$mode" ] || [[ $works,$2 == "no,1: iptables"* ]] || echo "the first call ran '$2'"
    [ "$3" = "$links" ] || echo "after the first call the commands lead to $3"
    [ "$4" = "$mode" ] || [[ $works,$4 == "no,1: ip6tables"* ]] || echo "the second call ran '$4'"
    [ "$5" = unasked ] || [ "$5" = "$works" ] || echo "the commands work then: $5"
    jq -e --arg mode "$mode" '.program // "" | endswith("/iptables-" + $mode)' <<<"$json" >/dev/null ||
        echo "the program is $(jq .program <<<"$json")"
    jq -e '.permanent == (.not_permanent_because == null)' <<<"$json" >/dev/null ||
        echo "kept: $kept, because of $(jq .not_permanent_because <<<"$json")"
    jq -e '[.commands[]?] == ["wrapper", "wrapper", "wrapper", "wrapper", "wrapper", "wrapper"]' <<<"$json" >/dev/null ||
        echo "the commands are $(jq -c .commands <<<"$json")"
}

# judge_case GUEST SITUATION made|unmade [FIELD...]: a line that begins with right or WRONG.
judge_case() {
    local expected found=unmade faults=
    expected=$(expected_of "$2" "$1")
    if [ "$3" = made ]; then
        found=$(answer_in "$4")
        faults=$(faults_of "$2" "${1#*/}" "${@:4}")
    fi
    if [ "$expected" = "$found" ] && [ -z "$faults" ]; then
        echo "right  $1 $2: $found"
    else
        echo "WRONG  $1 $2: expected $expected, found $found${faults:+; ${faults//$'\n'/; }}"
        echo "       ${*:4}"
    fi
}

# judge GUEST LOG: a line for each case and each promise, and for what else is wrong.
judge() {
    local tag fields
    while IFS=$'\t' read -r -a fields; do
        tag=${fields[0]-}
        case $tag in
        @case) judge_case "$1" "${fields[@]:1}" ;;
        @trace)
            case ${fields[2]} in
            kept) echo "right  $1 trace, ${fields[1]}" ;;
            broken) echo "WRONG  $1 trace, ${fields[1]}: ${fields[3]-}" ;;
            note) echo "       $1 trace, ${fields[1]}: ${fields[3]-}" ;;
            esac ;;
        @broken*) echo "WRONG  $1: ${fields[0]#@broken }" ;;
        @kernel*)
            ! grep -qE 'WARNING|BUG|Oops|Call Trace|cut here|protection fault|segfault|refcount|leak' <<<"${fields[0]}" ||
                echo "WRONG  $1, the kernel warns: ${fields[0]#@kernel }" ;;
        esac
    done <"$2"
}
