#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# way_back.sh LAYOUT: --uninstall finds its way from every state that happens: the wrapper deleted, the records lost, iptables gone before, all
# of it twice; and from links to a wrapper of an earlier kind that was deleted, in whatever form. The commands then work as before, or are
# absent as before, nothing is left of ours, and the exit status is 0.
. "$(dirname "$0")/../lib/scenario.sh"

layout=$1
sbin=/usr/sbin
[ "$layout" != chkconfig-bin ] || sbin=/usr/bin

state_now() { tree . | without_status; }
# uninstalls: with success; and a second time, which finds nothing to do.
uninstalls() {
    expect_success installer --uninstall
    expect_equal "stderr" "" "$stderr"
    expect_success installer --uninstall
    expect_part "second --uninstall" "nothing to uninstall in '" "$stdout"
}
# from STATE COMMAND...: installs, lets the command bring the state about, and is back where it was after --uninstall.
from() {
    local what=$1
    expect_success installer
    "${@:2}" >"$work/log"
    uninstalls
    expect_equal "tree after: $what" "$before" "$(state_now)"
    for command in "${commands[@]}"; do expect_part "$command after: $what" " v1." "$(in_image "$command" --version)"; done
}
lose_wrapper() { rm "$image$sbin/iptables-wrapper"; }
switched_and_lost() {
    in_image iptables -S
    lose_wrapper
}
lose_wrapper_and_preview() {
    local lost
    lose_wrapper
    lost=$(state_now)
    expect_success installer --uninstall --dry-run
    expect_equal "tree after --dry-run" "$lost" "$(state_now)"
}
# link_all TARGET: the six commands, past any link group.
link_all() { for command in "${commands[@]}"; do ln -sfn "$1" "$image$sbin/$command"; done; }
copy_var_alone() {
    rm -rf "${image:?}$sbin"
    cp -a "$work/sbin" "$image$sbin"
}
hard_links() { for command in "${commands[@]}"; do ln -f "$image$sbin/iptables-wrapper" "$image$sbin/$command"; done; }

new_image
use_layout "$layout"
keep_installer
before=$(state_now)
cp -a "$image$sbin" "$work/sbin"
plant_hint nft
from "the wrapper deleted" lose_wrapper
from "the wrapper deleted, looked at first" lose_wrapper_and_preview
from "a first call, the wrapper deleted" switched_and_lost
from "installed twice, the wrapper deleted, installed" eval 'installer && lose_wrapper && installer'
from "an installation, its /var copied without its /usr" copy_var_alone
# Links that lead past alts are on no record, as those past a link group are.
[ "$layout" = libalternatives ] || from "hard links to the wrapper" hard_links
uninstalls

# Records lost: what the commands were is no longer known, but they work.
expect_success installer
rm -rf "$image/var/lib/iptables-wrapper"
uninstalls
for command in "${commands[@]}"; do expect_part "$command" " v1." "$(in_image "$command" --version)"; done
expect_equal "what is left" "" "$(state_now | grep -e wrapper | grep -v /opt/ || true)"

# Of an earlier wrapper, which was deleted, links are all that is left. They are no way back.
for target in iptables-wrapper $sbin/iptables-wrapper /sbin/iptables-wrapper ../sbin/iptables-wrapper /usr/local/sbin/iptables-wrapper; do
    link_all "$target"
    expect_success installer
    expect_commands_run wrapper
    uninstalls
    link_all "$target"
    uninstalls
    for command in "${commands[@]}"; do expect_part "$command -> $target" " v1." "$(in_image "$command" --version)"; done
    expect_equal "what is left of $target" "" "$(state_now | grep -e wrapper | grep -v /opt/ || true)"
done

# iptables goes first, with or without the wrapper.
for lost in lose_wrapper true; do
    cp -a "$image$sbin" "$work/kept"
    expect_success installer
    remove_mode nft
    remove_mode legacy
    $lost
    for command in "${commands[@]}"; do
        case $layout in plain | libalternatives) rm -f "$image$sbin/$command" ;; esac
    done
    uninstalls
    expect_equal "what is left without iptables" "" "$(state_now | grep -e wrapper | grep -v /opt/ || true)"
    rm -rf "${image:?}$sbin"
    cp -a "$work/kept" "$image$sbin"
    rm -rf "$work/kept"
done
