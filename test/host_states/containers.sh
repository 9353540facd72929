# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What containers on a host leave, in the mode that they chose: nobody's evidence, however much of it there is.

# plant_container_chains MODE: of Calico, flannel, kube-router, CrowdSec and Tailscale, some three hundred rules.
plant_container_chains() {
    by_hand=yes
    local chain
    {
        echo '*filter'
        for chain in cali-INPUT cali-FORWARD cali-OUTPUT FLANNEL-FWD KUBE-ROUTER-INPUT CROWDSEC_CHAIN ts-input ts-forward; do
            echo ":$chain - [0:0]"
        done
        for chain in {1..50}; do
            echo ":cali-tw-cali$chain - [0:0]"
        done
        printf -- '-A %s\n' 'INPUT -j cali-INPUT' 'FORWARD -j cali-FORWARD' 'OUTPUT -j cali-OUTPUT' 'FORWARD -j FLANNEL-FWD' \
            'INPUT -j KUBE-ROUTER-INPUT' 'INPUT -j CROWDSEC_CHAIN' 'INPUT -j ts-input' 'FORWARD -j ts-forward'
        for chain in {1..50}; do
            echo "-A cali-FORWARD -o cali$chain -j cali-tw-cali$chain"
            printf -- "-A cali-tw-cali$chain -p tcp -m tcp --dport %s -j ACCEPT\n" 80 443 8080 8443
            echo "-A cali-tw-cali$chain -j DROP"
        done
        echo COMMIT
    } | on_host "iptables-$1-restore" --noflush
}
claim_container_chains() {
    claim_chains "$1" ip filter cali-INPUT cali-FORWARD cali-tw-cali50 ts-input FLANNEL-FWD KUBE-ROUTER-INPUT CROWDSEC_CHAIN
    claim_lines "$1" 308 '^ip filter -A '
}

make_containers() { plant_container_chains "$1"; }
claim_containers() {
    claim_container_chains "$1"
    claim_empty "$(other_mode "$1")"
}

make_docker_against_containers() {
    make_fail2ban "$(other_mode "$1")"
    plant_container_chains "$(other_mode "$1")"
    start_dockerd "$1"
}
claim_docker_against_containers() {
    local docker others
    claim_docker_chains "$1" ip
    claim_chains "$(other_mode "$1")" ip filter f2b-sshd cali-INPUT
    claim_lines "$(other_mode "$1")" 0 DOCKER
    docker=$(rules_of "$1" | wc -l)
    others=$(rules_of "$(other_mode "$1")" | wc -l)
    [ "$others" -gt $((docker * 10)) ] || fail "Docker has $docker lines, the containers $others"
}

# Tables of nft that are not iptables', of programs on the host and in containers.
plant_native_tables() {
    local table
    for table in 'inet fw4' 'ip crowdsec' 'ip kube-proxy' 'inet netbird' 'ip io.systemd.nat' \
        'ip libvirt_network' 'inet netavark'; do
        echo "table $table { chain input { type filter hook input priority 0; policy accept; ip saddr 192.0.2.99 drop; }; }"
    done | on_host nft -f -
}
claim_native_tables_there() {
    expect_equal "native tables" 7 "$(on_host nft list tables | grep -cE ' (fw4|crowdsec|kube-proxy|netbird|io.systemd.nat|libvirt_network|netavark)$')"
    claim_lines nft 0 192.0.2.99
}

make_native_tables() {
    by_hand=yes
    plant_native_tables
}
claim_native_tables() {
    claim_native_tables_there
    claim_empty nft
    claim_empty legacy
}

make_native_tables_and_rules() {
    by_hand=yes
    plant_native_tables
    plain_rules "$1" 1
}
claim_native_tables_and_rules() {
    claim_native_tables_there
    claim_lines "$1" 1 ''
    claim_empty "$(other_mode "$1")"
}

make_native_tables_and_docker() {
    plant_native_tables
    by_hand=yes
    start_dockerd "$1"
}
claim_native_tables_and_docker() {
    claim_native_tables_there
    claim_docker_alone "$1"
}

# An administrator's own, under a name of iptables, with chains that are none of its.
make_native_filter_and_rules() {
    on_host nft 'table ip filter { chain input { type filter hook input priority 0; policy drop; tcp dport 22 accept; }; }'
    plain_rules "$1" 1
}
claim_native_filter_and_rules() {
    expect_equal "tables of nft" "table ip filter" "$(on_host nft list tables)"
    expect_equal "chains of nft" 1 "$(on_host nft list chains | grep -cw chain)"
    claim_lines "$1" 1 ''
}
