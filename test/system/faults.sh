#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# faults.sh LAYOUT ACTION KIND [STRIDE]: a good run of ACTION (install, second-install, uninstall, first-call, switch, reset)
# shows which system calls it makes. Then it is done again and again, and each time another one of them fails with an error
# that it can really give, or does half of its work (KIND error), or the process is killed at it (KIND kill); only every
# STRIDE-th, when given. After each, all six commands run something right, a failure has said so and undone everything, no
# rule is lost, and the action done again ends as the good run did.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/faults.sh"

kind=$3 stride=${4-1}
prepare_faults "$1" "$2"

# faults_of NAME CREATES: what is tried on one, as strace's --inject has it, or "short".
faults_of() {
    local error
    case $kind in
    kill) echo signal=KILL ;;
    error)
        for error in $(errors_of "$1" "$2"); do
            echo "error=$error"
        done
        case $1 in read | write) echo short ;; esac ;;
    esac
}

act_with_fault() {
    case $3 in
    short) act_under "$bin/short_call" "$1" "$2" ;;
    *) act_under strace -o "$work/trace" --inject="$1:$3:when=$2" ;;
    esac
}

# check_point NAME: what must hold after a fault, with $status being the outcome.
check_point() {
    if [ "$action" = first-call ]; then
        case $status in
        0) expect_equal "rules applied by a call that says so" 1 "$(applied)" ;;
        *) expect_equal "rules applied by a call that failed" 0 "$(applied)" ;;
        esac
    elif [ "$status" != 0 ] && [ "$kind" = error ] && [[ $action = *install ]]; then
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
        check_point "$name number $number, $fault"
        tried=$((tried + 1))
    done
done 3<"$work/points"
echo "$layout $action $kind: $tried points"
[ "$tried" -gt 0 ] || fail "no points"
