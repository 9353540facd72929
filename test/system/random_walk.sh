#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# random_walk.sh LAYOUT SEED STEPS: whatever is done to an installation, and in whatever order, no command is broken unless its wrapper was
# deleted, every installation and --uninstall succeeds, and after --uninstall all is as before. What fails is told with the steps so far.
# test/long-runs takes many thousand steps.
. "$(dirname "$0")/../lib/scenario.sh"

layout=$1 seed=$2 left=$3
RANDOM=$seed
sbin=/usr/sbin wrapper=/usr/sbin/iptables-wrapper

# The state of the walk: whether the wrapper's file is there; whether somebody has chosen, or lost what --uninstall goes by, so that what comes
# back is not quite what was there before.
has_wrapper=no exact=yes installed=no steps=()
die() { fail "$layout, seed $seed: $1 after: ${steps[*]}"; }

run() {
    outcome_of installer "$@"
    [ "$status" = 0 ] || die "installer $*: exit status $status: $stderr"
}
expect_working() {
    local command
    for command in "${commands[@]}"; do
        in_image "$command" --version >"$work/said" 2>&1 || die "$command fails: $(cat "$work/said")"
    done
}
expect_before() {
    [ "$(tree . | grep -e wrapper -e saved | grep -v -e /opt/ || true)" = "" ] || die "something is left: $(tree . | grep wrapper)"
    [ $exact = no ] || [ "$(state_now)" = "$before" ] || die "not as before: $(diff <(echo "$before") <(state_now) | head -n 20)"
}
state_now() { tree . | without_status; }
# start_again: as a package manager or an administrator brings the system back to where it was.
start_again() {
    case $layout in
    alternatives) for group in iptables ip6tables; do in_image update-alternatives --quiet --auto $group; done ;;
    chkconfig-*) in_image alternatives --auto iptables ;;
    libalternatives) rm -f "$image/etc/libalternatives.conf" && link_commands_to ../bin/alts ;;
    plain) link_commands_to xtables-nft-multi ;;
    esac
    exact=yes
    expect_before
}

step_install() { run && has_wrapper=yes installed=yes; }
step_keep_choice() { run --keep-choice && has_wrapper=yes installed=yes; }
step_one_mode() { run --modes nft && has_wrapper=yes installed=yes; }
step_preview() {
    local now
    now=$(tree .)
    run --uninstall --dry-run
    run --dry-run
    [ "$now" = "$(tree .)" ] || die "a preview changes something"
}
step_check() {
    [ $installed = yes ] && [ $has_wrapper = yes ] || return 0
    outcome_of installer --check
    [ "$status" = 0 ] || [ "$status" = 3 ] || die "--check: exit status $status: $stderr"
}
step_uninstall() {
    run --uninstall
    has_wrapper=no installed=no
    expect_working
    expect_before
    [ $exact = yes ] || start_again
}
step_call() {
    local mode=nft
    [ $((RANDOM % 2)) = 0 ] || mode=legacy
    [ $has_wrapper = $installed ] || return 0
    plant_hint $mode
    in_image iptables -S >"$work/said" 2>&1 || die "a call fails: $(cat "$work/said")"
    on_host iptables-$mode -t mangle -X KUBE-IPTABLES-HINT
}
step_reset() { [ $has_wrapper = no ] || in_image $wrapper --reset >"$work/said" 2>&1 || die "--reset fails: $(cat "$work/said")"; }
step_delete_wrapper() {
    rm -f "$image$wrapper"
    has_wrapper=no
}
step_delete_records() {
    rm -rf "$image/var/lib/iptables-wrapper"
    [ "$layout" = libalternatives ] || [ $installed = no ] || exact=no
}
step_choose() {
    local mode=nft
    [ $((RANDOM % 2)) = 0 ] || mode=legacy
    [ $has_wrapper = yes ] || return 0 # a choice without the wrapper is what was there before
    exact=no
    case $layout in
    alternatives) in_image update-alternatives --quiet --set iptables $sbin/iptables-$mode ;;
    chkconfig-*) in_image alternatives --set iptables $sbin/iptables-$mode ;;
    plain) ln -sfn xtables-$mode-multi "$image$sbin/ip6tables" ;;
    libalternatives) return 0 ;; # it can only be undone before the next installation
    esac
}
step_upgrade_iptables() {
    case $layout in
    alternatives) # as its maintainer scripts do
        for mode in legacy:10 nft:20; do
            for command in iptables ip6tables; do
                in_image update-alternatives --quiet --install $sbin/$command $command $sbin/$command-${mode%:*} ${mode#*:} \
                    --slave $sbin/$command-restore $command-restore $sbin/$command-${mode%:*}-restore \
                    --slave $sbin/$command-save $command-save $sbin/$command-${mode%:*}-save 2>"$work/said"
            done
        done
        # That repairs a group whose current alternative has no file: what we had registered is gone then.
        [ $has_wrapper = yes ] || [ $installed = no ] || exact=no ;;
    chkconfig-*) for mode in nft legacy; do register_with_chkconfig $sbin $mode 10; done ;;
    plain) link_commands_to xtables-nft-multi ;;
    libalternatives) link_commands_to ../bin/alts ;;
    esac
    [ $has_wrapper = yes ] || [ $installed = no ] || exact=no
}
step_link_to_nothing() { # as an earlier wrapper leaves it that was deleted
    if [ $installed = yes ] || [ "$layout" = libalternatives ]; then return 0; fi
    ln -sfn $wrapper "$image$sbin/ip6tables-save"
    exact=no installed=yes
}

new_image
use_layout "$layout"
keep_installer
before=$(state_now)
walk=(install install keep_choice one_mode preview check uninstall uninstall call call call reset delete_wrapper delete_records choose
    upgrade_iptables link_to_nothing)
while [ $((left -= 1)) -ge 0 ]; do
    steps+=("${walk[RANDOM % ${#walk[@]}]}")
    "step_${steps[-1]}"
    [ $has_wrapper != $installed ] || expect_working
done
steps+=(uninstall)
step_uninstall
