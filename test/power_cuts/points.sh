# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # the variables are the scenario's
# The points at which the power fails, one after the other: the disk as it is then, and what comes of it.

write_log() { /usr/bin/python3 -I -S "$checkout/test/power_cuts/write_log.py" "$@"; }

# reach_point IMAGE NUMBERS: $work/point is a disk that is IMAGE and these writes.
reach_point() {
    cp --sparse=always "$1" "$work/point"
    # shellcheck disable=SC2086 # words
    write_log apply "$work/log" "$work/point" $2
}

# at_point COMMAND...: with a copy of that disk mounted. False when COMMAND, or the mount, fails: then $work/said has why.
at_point() {
    local status=0
    cp --sparse=always "$work/point" "$work/tried"
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
            reach_point "$work/base" "${durable[*]} $numbers"
            at_point listing || fail "state $action: $(cat "$work/said")"
            mv "$work/said" "$work/states/$action" ;;
        esac
    done <"$work/points"
}

# judge ACTION WHERE NUMBERS: tells what is bad at this point. One where the system is the same as at an earlier one needs no
# second trial.
judge() {
    local state found=good
    tried=$((tried + 1))
    reach_point "$work/durable" "$3"
    if at_point look; then
        state="$1 $(cat "$work/listing" "$work/litter" | md5sum)"
        [ -z "${seen[$state]-}" ] || return 0
        seen[$state]=yes
        (expect_whole "$1" && expect_kept "$1") >"$work/said" 2>&1 || complain "$1 $2" whole
        at_point expect_installed || complain "$1 $2" installed
        at_point expect_uninstalled || complain "$1 $2" uninstalled
    else
        complain "$1 $2" looked
    fi
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
