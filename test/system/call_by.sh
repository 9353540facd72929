#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# call_by.sh LAYOUT: however a command is called, the right real command runs, under its bare name.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with "$1"
plant_hint legacy
stand_in legacy
mkdir -p "$image/opt/tools"
ln -s /usr/sbin/ip6tables-save "$image/opt/tools/ip6tables-save"
ln -s ../opt/tools/ip6tables-save "$image/opt/ip6tables-save"
ln -s usr/sbin/iptables "$image/iptables"

# expect_argv0 NAME COMMAND...: COMMAND is a first call.
expect_argv0() {
    local name=$1
    shift
    in_image iptables-wrapper --reset >"$work/reset"
    expect_success in_image "$@"
    expect_equal "$*" "argv[0] = '$name'" "$(head -n 1 <<<"$stdout")"
}

expect_argv0 iptables iptables -S
expect_argv0 ip6tables-restore /usr/sbin/ip6tables-restore
expect_argv0 iptables-save /sbin/iptables-save
expect_argv0 iptables //iptables -S
expect_argv0 iptables-save //usr//sbin/../sbin//iptables-save
expect_argv0 iptables sh -c 'cd /usr && sbin/iptables -S'
expect_argv0 iptables sh -c 'cd /usr/sbin && ./iptables -S'
expect_argv0 ip6tables-save /opt/tools/ip6tables-save
expect_argv0 ip6tables-save /opt/ip6tables-save
expect_argv0 iptables bash -c 'exec -a iptables /usr/sbin/iptables-wrapper -S'
expect_argv0 iptables-restore bash -c 'exec -a /no/such/iptables-restore /usr/sbin/iptables -S'
# As without the wrapper: the real program has other names for its commands, and refuses those that it does not know.
expect_argv0 iptables bash -c 'exec -a iptables/ /usr/sbin/iptables -S'
expect_argv0 main4 bash -c 'exec -a main4 /usr/sbin/iptables -S'
expect_argv0 nobody bash -c 'exec -a /opt/nobody iptables -S'
expect_commands_run legacy
