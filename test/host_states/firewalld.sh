# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# firewalld with each of its backends. Only iptables makes chains in the tables of iptables, and direct rules do with either.

# start_firewalld MODE BACKEND
start_firewalld() {
    use_owner "$1"
    by_owner dbus-daemon --system --fork
    sed -i "s/^FirewallBackend=.*/FirewallBackend=$2/" "$owner/etc/firewalld/firewalld.conf"
    start_daemon firewalld --nopid --nofork
    wait_for by_owner firewall-cmd --state
}
claim_native_table() { expect_equal "table of nft" "table inet firewalld" "$(on_host nft list tables | grep '^table inet ')"; }

make_firewalld_with_iptables() { start_firewalld "$1" iptables; }
claim_firewalld_with_iptables() {
    local family
    for family in ip ip6; do
        claim_chains "$1" $family filter INPUT_direct INPUT_ZONES FORWARD_direct IN_public
        claim_chains "$1" $family nat PREROUTING_direct
        claim_chains "$1" $family mangle PREROUTING_direct
        claim_chains "$1" $family raw PREROUTING_direct
        claim_chains "$1" $family security INPUT_direct
    done
    claim_empty "$(other_mode "$1")"
}

# Where the alternatives say legacy it empties the tables of legacy, and makes them by that.
make_firewalld_with_nftables() { start_firewalld "$1" nftables; }
claim_firewalld_with_nftables() {
    claim_native_table
    claim_empty nft
    claim_empty legacy
    [ "$1" != legacy ] || claim_tables_of_legacy 'filter mangle nat raw security'
    [ "$1" != nft ] || claim_tables_of_legacy ''
}

make_firewalld_direct() {
    start_firewalld "$1" nftables
    by_owner firewall-cmd --quiet --direct --add-rule ipv4 filter INPUT 0 -s 192.0.2.9 -j DROP
}
claim_firewalld_direct() {
    claim_native_table
    expect_equal "rules in $1" "ip filter -A INPUT -s 192.0.2.9/32 -j DROP" "$(rules_of "$1")"
    claim_empty "$(other_mode "$1")"
}

# It takes its rules with it.
make_firewalld_ended() {
    make_firewalld_with_iptables "$1"
    end_daemon
}
claim_firewalld_ended() {
    claim_empty legacy
    claim_empty nft
    [ "$1" != legacy ] || claim_tables_of_legacy 'filter mangle nat raw security'
}

# Docker asks firewalld to call iptables.
make_docker_with_firewalld() {
    start_firewalld "$1" nftables
    start_dockerd "$1"
}
claim_docker_with_firewalld() {
    claim_native_table
    claim_docker_alone "$1"
}
