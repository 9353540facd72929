#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# open_files.sh LAYOUT: a process may have only so many files open. Until that is enough, the installation fails and has changed nothing. A
# call of the wrapper applies its rule where the host has its rules, or says that it could not.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_layout "$1"
bring_installer
plant_hint legacy
state() { tree usr/sbin etc var/lib; }

before=$(state)
for ((limit = 1; limit < 50; limit++)); do
    outcome_of in_image prlimit --nofile=$limit /iptables-wrapper-installer --no-cleanup --quiet
    [ "$status" != 0 ] || break
    case $status in
    1 | 3) expect_part "stderr with $limit open files" ": error: cannot " "$stderr" ;;
    *) fail "exit status $status with $limit open files: $stderr" ;;
    esac
    expect_equal "state with $limit open files ($stderr)" "$before" "$(state)"
done
echo "installed with $limit open files"
[ "$limit" -gt 3 ] || fail "the limit was none"
expect_commands_run wrapper

for ((limit = 1; limit < 20; limit++)); do
    on_host iptables-legacy -F INPUT
    expect_success in_image iptables-wrapper --reset
    outcome_of in_image prlimit --nofile=$limit iptables-restore --noflush \
        <<<$'*filter\n-A INPUT -s 192.0.2.7 -j ACCEPT\nCOMMIT'
    expect_equal "rules in the wrong mode" 0 "$(count_rules nft iptables 192.0.2.7)"
    case $status in
    0) expect_equal "rules after success with $limit open files" 1 "$(count_rules legacy iptables 192.0.2.7)" ;;
    *) expect_equal "rules after failure with $limit open files" 0 "$(count_rules legacy iptables 192.0.2.7)"
        [ -n "$stderr" ] || fail "exit status $status with $limit open files, without a word" ;;
    esac
done
expect_equal "exit status with $limit open files ($stderr)" 0 "$status"
expect_commands_run legacy
