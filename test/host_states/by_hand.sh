# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# States that an administrator makes with iptables itself, and those of programs that Debian 12 does not have: these are
# planted by hand, under the names that the programs use.

make_nothing() { :; }
claim_nothing() { claim_untouched; }

make_policy() { on_host "iptables-$1" -P FORWARD DROP; }
claim_policy() {
    expect_equal "rules in $1" "ip filter :FORWARD DROP [0:0]" "$(rules_of "$1")"
    claim_empty "$(other_mode "$1")"
}
make_policy_in_ipv6_only() { on_host "ip6tables-$1" -t mangle -P FORWARD DROP; }
claim_policy_in_ipv6_only() {
    expect_equal "rules in $1" "ip6 mangle :FORWARD DROP [0:0]" "$(rules_of "$1")"
    claim_empty "$(other_mode "$1")"
}

# Rules of an administrator, in a table that is not the first that one thinks of.
make_rules_in_raw() { on_host "iptables-$1" -t raw -A PREROUTING -p udp --dport 53 -j NOTRACK; }
claim_rules_in_raw() {
    claim_lines "$1" 1 '^ip raw -A PREROUTING '
    claim_empty "$(other_mode "$1")"
}

# plain_rules MODE NUMBER: no chains but the built-in ones.
plain_rules() {
    { echo '*filter' && for ((i = 1; i <= $2; ++i)); do echo "-A INPUT -s 192.0.2.$i -j DROP"; done && echo COMMIT; } |
        on_host "iptables-$1-restore" --noflush
}
# More of them in one mode say no more than one in the other.
make_rules_in_both() {
    plain_rules nft 1
    plain_rules legacy 200
}
claim_rules_in_both() {
    claim_lines nft 1 ''
    claim_lines legacy 200 ''
}
make_docker_against_rules() {
    plain_rules "$(other_mode "$1")" 200
    start_dockerd "$1"
}
claim_docker_against_rules() {
    claim_docker_chains "$1" ip
    claim_lines "$(other_mode "$1")" 200 ''
    claim_lines "$(other_mode "$1")" 200 '^ip filter -A INPUT '
}

# What listing leaves: with legacy, tables; with nft, nothing.
list_all() {
    local table
    for table in filter nat mangle raw security; do
        on_host "iptables-$1" -t $table -L -n >"$work/listed" 2>&1
        on_host "ip6tables-$1" -t $table -L -n >"$work/listed" 2>&1
    done
}
make_listed() { list_all "$1"; }
claim_listed() {
    case $1 in
    nft) claim_untouched ;;
    legacy)
        claim_empty legacy
        claim_tables_of_legacy 'filter mangle nat raw security'
        expect_equal "tables of nft" "" "$(on_host nft list tables)" ;;
    esac
}

make_rules_and_listed() {
    list_all "$(other_mode "$1")"
    plain_rules "$1" 1
}
claim_rules_and_listed() {
    claim_lines "$1" 1 ''
    claim_empty "$(other_mode "$1")"
    [ "$1" != nft ] || claim_tables_of_legacy 'filter mangle nat raw security'
}

# A chain that came and went: the table stays.
make_chain_removed() {
    on_host "iptables-$1" -N X
    on_host "iptables-$1" -X X
}
claim_chain_removed() {
    claim_empty nft
    claim_empty legacy
    case $1 in
    legacy) claim_tables_of_legacy filter ;;
    nft) expect_equal "tables of nft" "table ip filter" "$(on_host nft list tables)" ;;
    esac
}

# A chain without a rule, that nothing jumps to, does nothing.
make_chain_only() { on_host "iptables-$1" -N X; }
claim_chain_only() {
    claim_unused "$1" ip filter X
    claim_lines "$1" 1 ''
    claim_empty "$(other_mode "$1")"
}
