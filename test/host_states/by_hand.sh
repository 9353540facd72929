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

# plain_rules MODE NUMBER [TABLE]: no chains but the built-in ones.
plain_rules() {
    local verdict=DROP i
    [ "${3-}" != nat ] || verdict=ACCEPT # nat is not for filtering
    {
        echo "*${3-filter}"
        for ((i = 1; i <= $2; ++i)); do
            echo "-A INPUT -s 192.0.$((i / 256)).$((i % 256)) -j $verdict"
        done
        echo COMMIT
    } | on_host "iptables-$1-restore" --noflush
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

# Docker's chains in tables of a megabyte: with legacy, that is too much to be read at every call.
make_docker_in_large_tables() {
    start_dockerd "$1"
    plain_rules "$1" 5000
    plain_rules "$1" 5000 nat
}
claim_docker_in_large_tables() {
    claim_docker_chains "$1" ip
    claim_lines "$1" 5000 '^ip filter -A INPUT '
    claim_lines "$1" 5000 '^ip nat -A INPUT '
    claim_empty "$(other_mode "$1")"
}
# One of the tables is read at every call.
make_docker_in_large_and_small() {
    start_dockerd "$1"
    plain_rules "$1" 5000
}
claim_docker_in_large_and_small() {
    claim_docker_chains "$1" ip
    claim_lines "$1" 5000 '^ip filter -A INPUT '
    claim_lines "$1" 0 '^ip nat -A INPUT '
    claim_empty "$(other_mode "$1")"
}
# Where there are rules in both modes it is worth the time.
make_large_docker_against_rules() {
    make_docker_in_large_tables "$1"
    plain_rules "$(other_mode "$1")" 1
}
claim_large_docker_against_rules() {
    claim_docker_chains "$1" ip
    claim_lines "$1" 10000 '^ip (filter|nat) -A INPUT '
    claim_lines "$(other_mode "$1")" 1 ''
}
make_large_docker_against_policy() {
    make_docker_in_large_tables "$1"
    on_host "iptables-$(other_mode "$1")" -P INPUT DROP
}
claim_large_docker_against_policy() {
    claim_docker_chains "$1" ip
    claim_lines "$1" 10000 '^ip (filter|nat) -A INPUT '
    claim_lines "$(other_mode "$1")" 1 '^ip filter :INPUT DROP'
}
make_docker_against_large_table() {
    plain_rules "$(other_mode "$1")" 5000
    start_dockerd "$1"
}
claim_docker_against_large_table() {
    claim_docker_chains "$1" ip
    claim_lines "$(other_mode "$1")" 5000 ''
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

# A rule that came and went: with nft its chain stays.
make_rule_removed() {
    on_host "ip6tables-$1" -A OUTPUT -j DROP
    on_host "ip6tables-$1" -D OUTPUT -j DROP
}
claim_rule_removed() {
    claim_empty nft
    claim_empty legacy
    case $1 in
    legacy) expect_equal "legacy tables" filter "$(cat /proc/net/ip6_tables_names)" ;;
    nft) expect_part "table of nft" "chain OUTPUT {" "$(on_host nft list table ip6 filter)" ;;
    esac
}

# Rules of ebtables and arptables are none of iptables', in tables of the same names.
make_other_families() {
    on_host "ebtables-$1" -A FORWARD -j DROP
    [ "$1" = legacy ] || on_host "arptables-$1" -A INPUT -j DROP
}
claim_other_families() {
    expect_part "rules of ebtables" "-j DROP" "$(on_host "ebtables-$1" -L)"
    claim_empty legacy
    claim_empty nft
}

# A chain without a rule, that nothing jumps to, does nothing.
make_chain_only() { on_host "iptables-$1" -N X; }
claim_chain_only() {
    claim_unused "$1" ip filter X
    claim_lines "$1" 1 ''
    claim_empty "$(other_mode "$1")"
}
