#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# layout.sh LAYOUT [SUITE]: the life of an installation in one layout. It is accepted or refused, installed, switched to each mode by a
# first call, reset, and uninstalled, which restores exactly what was there before.
. "$(dirname "$0")/../lib/scenario.sh"

layout=$1
modes=(nft legacy)
unfit=
case $layout in
wolfi) unfit=/sbin/ip6tables-nft remedy="apk add ip6tables" ;;
only-nft) unfit=/usr/sbin/iptables-legacy remedy="apk add iptables-legacy" modes=(nft) ;;
only-legacy) unfit=/usr/sbin/iptables-nft remedy="dnf install iptables-nft" modes=(legacy) ;;
esac

bad_rows() { jq -r '.findings[] | select(.good | not) | .subject' | sort -u; }

new_image ${2:+"$2"}
use_layout "$layout"
keep_installer
before=$(tree .)

if [ -n "$unfit" ]; then
    expect_failure 3 "cannot use '$unfit': no such file" installer
    expect_part "hint" "$remedy" "$(grep hint: <<<"$stderr")"
    expect_equal "tree after the refusal" "$before" "$(tree .)"
    expect_success installer --no-sanity-check
    outcome_of installer --check --json
    expect_equal "exit status of --check" 3 "$status"
    expect_equal "what is bad" mode "$(bad_rows <<<"$stdout")"
else
    expect_success installer
    expect_success installer --check
fi
expect_equal "stderr" "" "$stderr"
expect_commands_run wrapper
installed=$(tree .)
expect_success installer --no-sanity-check
expect_equal "lines that are not 'unchanged'" "" "$(grep -v '^unchanged ' <<<"$stdout")"

# At run time there is a /proc, also where there was none at build time.
mkdir -p "$image/proc"
mountpoint -q "$image/proc" || mount -t proc proc "$image/proc"
for mode in "${modes[@]}"; do
    plant_hint "$mode"
    expect_success in_image "$(commands_in)/iptables" -A FORWARD -s 192.0.2.1
    expect_equal "what the call says" "" "$stdout$stderr"
    expect_commands_run "$mode"
    expect_success in_image ip6tables -A FORWARD -s 2001:db8::1
    expect_equal "rules in $mode" 1 "$(count_rules "$mode" iptables 192.0.2.1)"
    expect_equal "IPv6 rules in $mode" 1 "$(count_rules "$mode" ip6tables 2001:db8::1)"
    [ -n "$unfit" ] || expect_success installer --check
    expect_success in_image iptables-wrapper --reset
    expect_equal "tree after --reset" "$installed" "$(tree .)"
    on_host "iptables-$mode" -t mangle -X KUBE-IPTABLES-HINT
done

# Of a mode that is not there: an error where a hint asks for it, else the other one.
if [ ${#modes[@]} = 1 ]; then
    missing=$(other_mode "${modes[0]}")
    plant_hint "$missing"
    expect_failure 127 "iptables-wrapper: error: cannot run '/usr/sbin/iptables-$missing'" in_image iptables -S
    expect_part "stderr" "hint: install the $missing variant of iptables in this image" "$stderr"
    expect_commands_run wrapper
    on_host "iptables-$missing" -t mangle -X KUBE-IPTABLES-HINT
    expect_success in_image iptables -A FORWARD -s 192.0.2.2
    expect_equal "rules without a hint" 1 "$(count_rules "${modes[0]}" iptables 192.0.2.2)"
fi

plant_hint "${modes[-1]}"
in_image iptables -S >"$work/rules" 2>&1
expect_commands_run "${modes[-1]}"
expect_success installer --uninstall
expect_equal "tree after --uninstall" "$before" "$(tree .)"
