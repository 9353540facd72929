#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# trial.sh empty|rules: the batch that is never committed leaves no trace: not in the ruleset or its generation id, not in what nft
# monitor sees, not in the list of legacy tables; also while others change rules, whose changes all come through. If it cannot be made,
# nothing is permanent; where nothing could be permanent, it is not made.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
stand_in nft # a real iptables -S makes tables
[ "$1" = empty ] || on_host nft -f - <<'END'
table inet own { chain c { type filter hook input priority 0; tcp dport 22 accept; }; }
table ip nat { chain mine { type nat hook postrouting priority 100; }; }
END
all_state() { kernel_state && /usr/bin/python3 "$checkout/test/lib/nft_generation.py"; }

# switch_by_trial: a first call that finds nothing, and points the commands at nft for good: that takes the trial.
switch_by_trial() {
    in_image iptables-wrapper --reset >"$work/reset"
    expect_success in_image iptables -S
    expect_equal "what iptables leads to" /usr/sbin/xtables-nft-multi "$(what_runs iptables)"
}

# asked [FAULT]: how often a call asks the kernel something, which never waits for an answer. The last time is the trial.
asked() {
    expect_success timeout 30 "${clean_environment[@]}" strace -e trace=sendto -o "$work/trace" "$@" chroot "$image" iptables -S
    grep -c '^sendto' "$work/trace"
}
questions=$(asked)
expect_equal "what iptables leads to" /usr/sbin/xtables-nft-multi "$(what_runs iptables)"
in_image iptables-wrapper --reset >"$work/reset"
expect_equal "questions" "$questions" "$(asked "--inject=sendto:error=EPERM:when=$questions")"
expect_equal "what iptables leads to without a trial" /usr/sbin/iptables-wrapper "$(what_runs iptables)"
mount -o remount,bind,ro "$image"
expect_equal "questions on a read-only root" $((questions - 1)) "$(asked)"
mount -o remount,bind,rw "$image"

before=$(all_state)
on_host nft monitor >"$work/monitor" 2>&1 &
sleep 0.5
for _ in 1 2 3; do switch_by_trial; done
expect_success in_image iptables-wrapper --detect
expect_equal "kernel after four trials" "$before" "$(all_state)"
on_host nft add table ip seen
for _ in $(seq 100); do [ ! -s "$work/monitor" ] || break; sleep 0.1; done
expect_equal "all that nft monitor sees" "add table ip seen" "$(grep -v '^# new generation' "$work/monitor")"
expect_equal "generations that nft monitor sees" 1 "$(grep -c '^# new generation' "$work/monitor" || true)"

for number in $(seq 200); do on_host nft "add table ip t$number; delete table ip t$number" || echo failed; done >"$work/failed" 2>&1 &
changer=$!
trials=0
while kill -0 $changer 2>/dev/null; do
    switch_by_trial
    trials=$((trials + 1))
done
expect_equal "changes of others that failed" "" "$(cat "$work/failed")"
[ $trials -gt 3 ] || fail "only $trials trials meanwhile"
