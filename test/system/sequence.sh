#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# sequence.sh CASE MODE: what is not evidence is not kept, whatever the first call was: the mode is right once there is something to go by.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/host_states.sh"

case=$1 mode=$2
other=$(other_mode "$mode")
new_image_with plain

# lands NUMBER IN [COMMAND...]: the rule with that address goes there, without a word.
lands() {
    expect_success in_image "${@:3}" iptables -A FORWARD -s "198.51.100.$1" -j ACCEPT
    expect_equal "what the call says" "" "$stdout$stderr"
    expect_equal "rule $1 in $2" 1 "$(count_rules "$2" iptables "198.51.100.$1/")"
    expect_equal "rule $1 in the other mode" 0 "$(count_rules "$(other_mode "$2")" iptables "198.51.100.$1/")"
}

case $case in
before-docker) # a container that is up before Docker is
    for call in -V -h --bogus -S; do
        outcome_of in_image iptables $call
        expect_commands_run wrapper
    done
    lands 1 nft
    expect_commands_run wrapper
    start_dockerd "$mode"
    lands 2 "$mode"
    expect_commands_run "$mode" ;;
elsewhere) # a first call in another network namespace, as CNI plugins and mesh agents make it
    on_host "iptables-$mode" -A INPUT -s 192.0.2.9 -j DROP
    plant_hint "$mode"
    expect_success in_image unshare --net iptables -S
    expect_commands_run wrapper
    lands 1 "$mode"
    expect_commands_run "$mode" ;;
flush) # the call that removes all rules does not change the mode of the next
    on_host "iptables-$mode" -A INPUT -s 192.0.2.9 -j DROP
    for flush in -F "-P INPUT ACCEPT" -X; do
        # shellcheck disable=SC2086 # the words of a command
        expect_success in_image iptables $flush
    done
    lands 1 "$mode"
    expect_commands_run wrapper ;;
own-guess) # our own rules do not confirm our guess
    lands 1 nft
    lands 2 nft env IPTABLES_WRAPPER_GUESS=retry
    on_host "iptables-$mode" -A INPUT -s 192.0.2.9 -j ACCEPT
    on_host "iptables-$mode" -P INPUT DROP
    lands 3 "$mode"
    expect_commands_run wrapper ;;
keep) # what the shell wrappers did
    lands 1 nft env IPTABLES_WRAPPER_GUESS=keep
    expect_commands_run nft
    on_host iptables-nft -F
    on_host "iptables-$mode" -P INPUT DROP
    lands 2 nft ;;
changed) # a host that changes while the image has not decided for good
    on_host "iptables-$other" -A INPUT -s 192.0.2.9 -j DROP
    lands 1 "$other"
    on_host "iptables-$other" -F
    start_dockerd "$mode"
    lands 2 "$mode"
    expect_commands_run "$mode" ;;
esac
