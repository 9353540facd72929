# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What is left over, and what something else contradicts: an answer for this call, but none for good.

# plant_native TABLE...: a table of nft with a base chain that drops something.
plant_native() {
    by_hand=yes
    local table
    for table; do
        echo "table $table { chain filter_input { type filter hook input priority 0; policy accept; tcp dport 9999 drop; }; }"
    done | on_host nft -f -
}
claim_native() { expect_equal "native tables" "$(printf 'table %s\n' "$@")" "$(on_host nft list tables | grep -vE '^table ip6? (filter|nat|mangle|raw|security)$')"; }

# Programs that used iptables and now have tables of their own, without a boot in between.
make_libvirt_moved() {
    make_libvirt "$1"
    plant_native 'ip libvirt_network'
}
claim_libvirt_moved() {
    claim_libvirt_chains "$1" ip
    claim_native 'ip libvirt_network'
}
make_netavark_moved() {
    make_netavark "$1"
    plant_native 'inet netavark'
}
claim_netavark_moved() {
    claim_chains "$1" ip nat NETAVARK-HOSTPORT-DNAT
    claim_native 'inet netavark'
}
make_docker_moved() {
    start_dockerd "$1"
    plant_native 'ip docker-bridges' 'ip6 docker-bridges'
}
claim_docker_moved() {
    claim_docker_chains "$1" ip
    claim_native 'ip docker-bridges' 'ip6 docker-bridges'
}

# Another program's table does not make an owner's chains a leftover.
make_ufw_against_docker_on_nftables() {
    make_ufw "$1"
    plant_native 'ip docker-bridges'
}
claim_ufw_against_docker_on_nftables() {
    claim_chains "$1" ip filter ufw-before-input
    claim_lines "$1" 4 '^ip6? filter :(INPUT|FORWARD) DROP'
    claim_native 'ip docker-bridges'
}

# A container's stray rule on a host whose firewall is not iptables.
make_firewalld_and_stray_rule() {
    make_firewalld_with_nftables nft
    plain_rules "$1" 1
}
claim_firewalld_and_stray_rule() {
    claim_native_table
    claim_lines "$1" 1 ''
}
make_nftables_service_and_stray_rule() {
    plant_native 'inet filter'
    plain_rules "$1" 1
}
claim_nftables_service_and_stray_rule() {
    claim_native 'inet filter'
    claim_lines "$1" 1 ''
}

# A firewall in one mode, a stray rule in the other.
make_policy_against_stray_rule() {
    on_host "iptables-$1" -P INPUT DROP
    on_host "iptables-$1" -A INPUT -p tcp --dport 22 -j ACCEPT
    plain_rules "$(other_mode "$1")" 1
}
claim_policy_against_stray_rule() {
    claim_lines "$1" 1 '^ip filter :INPUT DROP'
    claim_lines "$(other_mode "$1")" 1 ''
}

# Rules in chains of users, where the built-in chains have none.
make_rules_in_user_chain() {
    on_host "ip6tables-$1" -t raw -N f2b-sshd
    on_host "ip6tables-$1" -t raw -A f2b-sshd -s 2001:db8::9 -j DROP
}
claim_rules_in_user_chain() {
    claim_lines "$1" 2 '^ip6 raw .*f2b-sshd'
    claim_lines "$1" 2 ''
    claim_empty "$(other_mode "$1")"
}

# Containers make this chain before Docker does.
make_docker_user_alone() {
    on_host "iptables-$1" -N DOCKER-USER
    on_host "iptables-$1" -A DOCKER-USER -s 192.0.2.9 -j DROP
    on_host "iptables-$1" -I FORWARD -j DOCKER-USER
}
claim_docker_user_alone() {
    claim_chains "$1" ip filter DOCKER-USER
    claim_lines "$1" 3 ''
    claim_empty "$(other_mode "$1")"
}

# Docker's chains in a table that nothing in the built-in chains leads to.
make_docker_unreached() {
    start_dockerd "$1"
    end_daemon
    local table
    for table in filter nat; do
        on_host "iptables-$1-save" -t $table | sed -n 's/^-A \([A-Z]*\) /-D \1 /p' | grep -E '^-D (FORWARD|PREROUTING|OUTPUT|POSTROUTING) ' |
            while read -r rule; do
                # shellcheck disable=SC2086 # the words of a rule
                on_host "iptables-$1" -t $table $rule
            done
    done
    on_host "iptables-$1" -P FORWARD ACCEPT
}
claim_docker_unreached() {
    claim_lines "$1" 0 '-A (INPUT|FORWARD|OUTPUT|PREROUTING|POSTROUTING) '
    claim_lines "$1" 0 ' DROP \['
    rules_of "$1" | grep -q -e '-A DOCKER' || fail "Docker's chains are empty"
}

# A table that is switched off.
make_dormant() {
    plain_rules nft 1
    on_host nft add table ip filter '{ flags dormant; }'
}
claim_dormant() { expect_part "the table" "flags dormant" "$(on_host nft list table ip filter)"; }
