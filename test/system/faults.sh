#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# faults.sh LAYOUT ACTION KIND [STRIDE [EVIDENCE]]: a good run of ACTION (as prepare_faults has it) shows which system calls it makes. Then
# ACTION is repeated. Each time, another call fails with an error that it can really give or does half of its work (KIND error), or the
# process is killed at it (KIND kill). STRIDE n tries only every n-th. EVIDENCE is what plant_evidence makes (default: nft-hint). After
# each, all six commands run the right mode, a failed installer has said so and undone everything, no rule is lost, and the repeated action
# ends as the good run did. A call may go wrong by a guess; then it has warned, and made nothing permanent.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/faults.sh"

kind=$3 stride=${4-1} evidence=${5-nft-hint}
prepare_faults "$1" "$2"

# faults_of NAME CREATES: what is tried on one, as strace's --inject has it, or "short".
faults_of() {
    case $kind in
    kill) echo signal=KILL ;;
    error)
        failures_of "$1" "$2"
        case $1 in read | write) echo short ;; esac ;;
    esac
}

act_with_fault() {
    case $3 in
    short) act_under "$bin/short_call" "$1" "$2" ;;
    *) act_under strace -o "$work/trace" --inject="$1:$3:when=$2" ;;
    esac
}

# check_call NAME: the rule of a call that says so is there, once; a call that failed has applied none.
check_call() {
    local right wrong
    right=$(applied "$mode") wrong=$(applied "$(other_mode "$mode")")
    case $status in
    0) expect_equal "rules in $mode and in the other mode, after $1" "$((1 - wrong)) $wrong" "$right $wrong" ;;
    *) expect_equal "rules applied by a call that failed, after $1" "0 0" "$right $wrong" ;;
    esac
    if [ "$wrong" = 1 ]; then
        guesses=$((guesses + 1))
        expect_part "what is said of a guess, after $1" "iptables-wrapper: warning: guessing" "$stderr"
        expect_equal "state after the guess at $1" "$before" "$(state)"
    fi
}
guesses=0

# must_succeed FAULT: whether all goes on after it as if nothing had been.
must_succeed() {
    case $1 in
    getsockopt:error=EAGAIN) true ;; # a table that has changed is read again
    *) false ;;
    esac
}

# check_point WHAT FAULT: what must hold after a fault, with $status being the outcome.
check_point() {
    if must_succeed "$2"; then
        expect_equal "exit status after $1 ($stderr)" 0 "$status"
        expect_equal "state after $1 ($stderr)" "$after" "$(state)"
    fi
    if [ "$action" = first-call ]; then
        check_call "$1"
    elif [ "$status" != 0 ] && [ "$kind" = error ] && [[ $action = *install && $action != self-install ]]; then
        expect_equal "state after $1 failed ($stderr)" "$before" "$(state)"
    fi
    case $status in
    0 | 137) ;; # 137: killed
    1 | 3 | 125 | 126) expect_part "what is said after $1" ": error: cannot " "$stderr" ;;
    127 | 134 | 139) expect_equal "state after the C library gave up at $1" "$before" "$(state)" ;;
    *) fail "$1: exit status $status: $stderr" ;;
    esac
    expect_good_end "$1 (exit status $status, $stderr)"
}

do_without_fault
points "${program[0]}" <"$work/trace" | if [ "$kind" = kill ]; then cat; else can_fail; fi | every "$stride" >"$work/points"

tried=0
while read -r name number creates <&3; do
    for fault in $(faults_of "$name" "$creates"); do
        renew_image
        outcome_of act_with_fault "$name" "$number" "$fault"
        check_point "$name number $number, $fault" "$name:$fault"
        tried=$((tried + 1))
    done
done 3<"$work/points"
echo "$layout $action $kind $evidence: $tried points, $guesses guesses in the wrong mode"
[ "$tried" -gt 0 ] || fail "no points"
