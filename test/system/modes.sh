#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# modes.sh MODE: an image that has this mode alone, on purpose. Without --modes it is refused; with it, all is as in any other image, down to
# the oldest version and --check. A host that needs the other mode gets status 127 and a remedy.
. "$(dirname "$0")/../lib/scenario.sh"

mode=$1 other=$(other_mode "$1")
new_image
use_plain_links
link_commands_to "xtables-$mode-multi"
remove_mode "$other"
keep_installer
before=$(tree .)
for option in --quiet --check --modes=nft,legacy "--modes=$other"; do
    outcome_of installer "$option"
    expect_equal "exit status with $option" 3 "$status"
done
expect_part "stderr" "or pass --modes $mode where that is the only mode" "$stderr"
expect_equal "tree" "$before" "$(tree .)"

expect_success installer --modes "$mode"
expect_equal "stderr" "" "$stderr"
expect_commands_run wrapper
expect_success installer --modes "$mode" --check --fresh
expect_equal "modes" "$mode" "$(awk '$2 == "mode" { print $3 }' <<<"$stdout" | tr -d "':")"
expect_part "last line" "will run in $mode mode, and fail with status 127 on a host that needs $other" "$(tail -n 1 <<<"$stdout")"
expect_success installer --modes "$mode" --check --json
expect_equal "modes in JSON" "[\"$mode\"]" "$(jq -c .modes <<<"$stdout")"

plant_hint "$other"
expect_failure 127 "iptables-wrapper: error: cannot " in_image iptables -S
expect_part "stderr" "iptables-$other" "$stderr"
expect_part "stderr" "iptables-wrapper: hint: " "$stderr"
expect_commands_run wrapper
on_host "iptables-$other" -t mangle -X KUBE-IPTABLES-HINT
plant_hint "$mode"
expect_success in_image iptables -A FORWARD -s 192.0.2.1
expect_equal "rule" 1 "$(count_rules "$mode" iptables 192.0.2.1)"
expect_commands_run "$mode"
expect_success installer --uninstall
expect_equal "tree after --uninstall" "$before" "$(tree .)"

answer "$mode" "echo 'iptables v1.8.3 ($([ "$mode" = nft ] && echo nf_tables || echo legacy))'"
expect_failure 3 "version 1.8.3 is older than 1.8.4" installer --modes "$mode"
