#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# overtaken.sh LAYOUT: somebody chooses a mode by hand while the wrapper switches the commands. The choice stays, and the wrapper changes all
# of the other commands or none of them: also where the file system cannot exchange links, and where one link cannot be changed.
. "$(dirname "$0")/../lib/scenario.sh"

layout=$1
new_image_with "$layout"
plant_hint nft
place=$(commands_in)
[ "$layout" != chkconfig-bin ] || place=/usr/bin
# choose: the mode that is not the host's, for the IPv4 commands, or for all where the link system has one group.
choose() {
    case $layout in
    plain)
        for command in "${commands[@]:0:3}"; do
            ln -s "${command/tables/tables-legacy}" "$image$place/chosen"
            mv -T "$image$place/chosen" "$image$place/$command"
        done ;;
    alternatives) in_image update-alternatives --quiet --set iptables /usr/sbin/iptables-legacy ;;
    chkconfig-*) in_image alternatives --set iptables "$place/iptables-legacy" ;;
    esac
}
forget_choice() {
    case $layout in
    alternatives) in_image update-alternatives --quiet --auto iptables ;;
    chkconfig-*) in_image alternatives --auto iptables ;;
    esac
    in_image iptables-wrapper --reset >"$work/reset"
    expect_commands_run wrapper
}
# modes_now: what the commands run, a word each.
modes_now() {
    local command
    for command in "${commands[@]}"; do basename "$(what_runs "$command")"; done | sed 's/xtables-\(.*\)-multi/\1/' | xargs
}
expect_modes() {
    expect_equal "what the commands run, $1" "$2" "$(modes_now)"
    expect_equal "leftovers, $1" "" "$(find "$image" -xdev -name '.iptables-wrapper-*')"
}
none="iptables-wrapper iptables-wrapper iptables-wrapper iptables-wrapper iptables-wrapper iptables-wrapper"
chosen="legacy legacy legacy ${none#* * * }"
[ "$layout" != chkconfig-bin ] || chosen="legacy legacy legacy legacy legacy legacy"

# switch_stopped WHERE STATUS OPTION...: stops it after that system call, lets somebody choose, and lets it go on.
switch_stopped() {
    local where=$1 wanted=$2 pid status=0
    shift 2
    rm -f "$work/trace"
    "${clean_environment[@]}" strace -f -o "$work/trace" --inject="$where" "$@" chroot "$image" "${call[@]}" >"$work/said" 2>&1 &
    local tracer=$!
    await "the stop at $where" grep -qs 'stopped by SIGSTOP' "$work/trace"
    choose
    pid=$(grep -o -m 1 '^[0-9]*' "$work/trace")
    kill -CONT "$pid"
    wait $tracer || status=$?
    expect_equal "exit status after $where ($(cat "$work/said"))" "$wanted" "$status"
}
for call in "iptables -V" "iptables-wrapper --switch"; do
    read -ra call <<<"$call"
    failure=1
    [ "${call[0]}" != iptables ] || failure=0
    switch_stopped symlink:signal=SIGSTOP:when=6 $failure
    [ $failure = 0 ] || expect_part "stderr" "another process has changed it meanwhile" "$(cat "$work/said")"
    expect_modes "chosen before the first exchange" "$chosen"
    forget_choice
    switch_stopped renameat2:signal=SIGSTOP:when=2 $failure
    expect_modes "chosen after the second exchange" "$chosen"
    forget_choice
    switch_stopped symlink:signal=SIGSTOP:when=6 $failure --inject=renameat2:error=EINVAL
    expect_modes "chosen where links cannot be exchanged" "$chosen"
    forget_choice

    for fault in symlink:error=ENOSPC:when=4 renameat2:error=EIO:when={1,4,6} rename:error=EIO:when=5; do
        exchange=()
        [[ $fault != rename:* ]] || exchange=(--inject=renameat2:error=EINVAL)
        outcome_of "${clean_environment[@]}" strace -o "$work/trace" --inject="$fault" "${exchange[@]}" chroot "$image" "${call[@]}"
        expect_equal "exit status after $fault ($stderr)" $failure "$status"
        expect_modes "after $fault" "$none"
    done
    expect_success "${clean_environment[@]}" strace -o "$work/trace" --inject=renameat2:error=EINVAL chroot "$image" "${call[@]}"
    expect_modes "without exchanging" "nft nft nft nft nft nft"
    in_image iptables-wrapper --reset >"$work/reset"
done

# With the tool at work at the same time, again and again.
for ((round = 0; round < 10; round++)); do
    in_image iptables -V >"$work/said" &
    choose
    wait $!
    case $(modes_now) in
    "legacy legacy legacy "*) ;;
    *) fail "round $round: the choice is gone: $(modes_now)" ;;
    esac
    forget_choice
done
