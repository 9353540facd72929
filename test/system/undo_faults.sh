#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# undo_faults.sh LAYOUT ACTION KIND [STRIDE [STRIDE]]: a system call of ACTION (install, second-install, uninstall) fails, and while
# that is being undone another one fails too (KIND error), or the process is killed at it (KIND kill); every STRIDE-th of the first, and
# of what follows it. After each, all six commands run something right, what is said of the undoing is true, and the action done again
# ends as the good run did.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/faults.sh"

kind=$3 first_stride=${4-1} second_stride=${5-1}
prepare_faults "$1" "$2"

# failure_of NAME CREATES: the last of those it can have, which is none that is tried again.
failure_of() { failures_of "$1" "$2" | tail -n 1; }

# second_fault NAME NUMBER FAILURE NAME NUMBER FAILURE: strace's options for both; the second failure is not used to kill. It knows only
# one fault for each name, which can be the same failure at two numbers.
second_fault() {
    if [ "$kind" = kill ]; then
        printf '%s\n' "--inject=$1:$3:when=$2" "--inject=$4:signal=KILL:when=$5"
    elif [ "$1" = "$4" ]; then
        printf '%s\n' "--inject=$1:$3:when=$2..$5+$(($5 - $2))"
    else
        printf '%s\n' "--inject=$1:$3:when=$2" "--inject=$4:$6:when=$5"
    fi
}

# check_points WHAT NAME: what must hold after both faults, the second one in NAME, with $status being the outcome.
check_points() {
    case $status,$2 in
    0,* | 137,*) ;;
    1,write | 3,write) ;; # it may have been the saying that failed
    1,* | 3,*) expect_part "what is said after $1" ": error: cannot " "$stderr" ;;
    127,* | 134,* | 139,*) [ "$kind" = error ] || fail "$1: exit status $status: $stderr" ;;
    *) fail "$1: exit status $status: $stderr" ;;
    esac
    case $stderr in
    *"note: all changes were rolled back"*) expect_equal "state, undone after $1 ($stderr)" "$before" "$(state)" ;;
    esac
    expect_good_end "$1 (exit status $status, $stderr)"
}

do_without_fault
points "${program[0]}" <"$work/trace" | can_fail | every "$first_stride" >"$work/points"

tried=0
while read -r name number creates <&3; do
    failure=$(failure_of "$name" "$creates")
    renew_image
    outcome_of act_under strace -o "$work/trace" --inject="$name:$failure:when=$number"
    [ "$status" = 1 ] || continue # nothing to undo
    points_after_fault <"$work/trace" | can_fail |
        # One name can be made to fail only, or to be killed only.
        if [ "$kind" = kill ]; then grep -v "^$name "; else cat; fi | every "$second_stride" >"$work/points-after"
    while read -r later later_number later_creates <&4; do
        mapfile -t faults < <(second_fault "$name" "$number" "$failure" "$later" "$later_number" "$(failure_of "$later" "$later_creates")")
        renew_image
        outcome_of act_under strace -o "$work/trace" "${faults[@]}"
        check_points "${faults[*]}" "$later"
        tried=$((tried + 1))
    done 4<"$work/points-after"
done 3<"$work/points"
echo "$layout $action undone, $kind: $tried points"
[ "$tried" -gt 0 ] || fail "no points"
