# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # the variables are the scenario's
# The points at which the power fails, one after the other: the disk as it is then, and what comes of it.

write_log() { python3 -I -S "$checkout/test/power_cuts/write_log.py" "$@"; }

# at_point IMAGE NUMBERS COMMAND...: with a disk that is IMAGE and these writes, mounted. False when COMMAND, or the mount, fails: then
# $work/said has why.
at_point() {
    local status=0 numbers=$2
    cp --sparse=always "$1" "$work/tried"
    shift 2
    # shellcheck disable=SC2086 # words
    write_log apply "$work/log" "$work/tried" $numbers
    (mount_disk "$file_system" "$work/tried" && "$@") >"$work/said" 2>&1 || status=1
    unmount_disk "$file_system" >>"$work/said" 2>&1 || fail "cannot unmount a disk: $(cat "$work/said")"
    return $status
}

# keep_states: the system before and after each action, when all has been written, in $work/states.
keep_states() {
    local action name numbers durable=()
    mkdir "$work/states"
    while read -r action name numbers; do
        # shellcheck disable=SC2206 # words
        case $name,$action in
        flush,*) durable+=($numbers) ;;
        mark,begin:* | mark,settled:*)
            at_point "$work/base" "${durable[*]} $numbers" listing || fail "state $action: $(cat "$work/said")"
            mv "$work/said" "$work/states/$action" ;;
        esac
    done <"$work/points"
}

# judge ACTION WHERE NUMBERS: tells what is bad at this point. One where the system is the same as at an earlier one needs no
# second trial.
judge() {
    local way found=good
    tried=$((tried + 1))
    if ! at_point "$work/durable" "$3" look; then
        complain "$1 $2" looked
        return
    fi
    [ -z "${seen[$1 $(md5sum <"$work/said")]-}" ] || return 0
    seen[$1 $(md5sum <"$work/said")]=yes
    for way in whole kept installed uninstalled; do
        at_point "$work/durable" "$3" "expect_$way" "$1" || complain "$1 $2" "$way"
    done
    [ $found = good ] || bad=$((bad + 1))
}
complain() {
    found=bad
    sed "s/^/$1, $2: /" "$work/said"
}

# judge_points: those of $phases, each $stride-th.
judge_points() {
    local action name numbers count=0
    tried=0 bad=0
    declare -gA seen=()
    cp --sparse=always "$work/base" "$work/durable"
    while read -r action name numbers <&3; do
        case $action,$name in
        *,mark) ;;
        begin:* | end:*)
            count=$((count + 1))
            [[ $((count % stride)) != 0 || ! $action =~ $phases ]] || judge "$action" "$name" "$numbers" ;;
        esac
        # shellcheck disable=SC2086 # words
        [ "$name" != flush ] || write_log apply "$work/log" "$work/durable" $numbers
    done 3<"$work/points"
}
