# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Docker. dockerd makes its rules when it starts, with or without containers, and leaves them when it ends.

start_dockerd() {
    use_owner "$1"
    start_daemon dockerd --storage-driver vfs --data-root /run/docker-data "${@:2}"
    wait_for by_owner docker info
}
claim_docker_chains() {
    claim_chains "$1" "$2" filter DOCKER DOCKER-ISOLATION-STAGE-1 DOCKER-ISOLATION-STAGE-2
    claim_chains "$1" "$2" nat DOCKER
    case $2 in
    ip) claim_chains "$1" ip filter DOCKER-USER ;;
    ip6) claim_lines "$1" 0 '^ip6 .*DOCKER-USER' ;; # as of Docker 20.10
    esac
}
claim_docker_alone() {
    claim_docker_chains "$1" ip
    claim_lines "$1" 1 "^ip filter :FORWARD DROP"
    claim_lines "$1" 0 "^ip6 "
    claim_empty "$(other_mode "$1")"
}

make_docker() { start_dockerd "$1"; }
claim_docker() { claim_docker_alone "$1"; }

make_docker_ended() {
    start_dockerd "$1"
    end_daemon
}
claim_docker_ended() {
    ! kill -0 "$daemon" 2>/dev/null || fail "dockerd runs"
    claim_docker_alone "$1"
}

ipv6_of_docker=(--experimental --ip6tables --ipv6 --fixed-cidr-v6 fd00:12::/64)
make_docker_with_ipv6() { start_dockerd "$1" "${ipv6_of_docker[@]}"; }
claim_docker_with_ipv6() {
    claim_docker_chains "$1" ip
    claim_docker_chains "$1" ip6
    claim_empty "$(other_mode "$1")"
}

make_docker_in_ipv6_only() {
    start_dockerd "$1" "${ipv6_of_docker[@]}"
    end_daemon
    flush_by_owner
    remove_chains_by_owner
}
claim_docker_in_ipv6_only() {
    claim_docker_chains "$1" ip6
    claim_lines "$1" 0 "^ip "
    claim_empty "$(other_mode "$1")"
}

# The host's iptables was upgraded from legacy to nft without a boot.
make_docker_in_both() {
    start_dockerd legacy
    end_daemon
    start_dockerd nft
}
claim_docker_in_both() {
    claim_docker_chains legacy ip
    claim_docker_chains nft ip
}

# What `iptables -F` leaves: chains that are empty, and that nothing jumps to.
make_docker_flushed() {
    start_dockerd "$1"
    end_daemon
    flush_by_owner
}
flush_by_owner() {
    by_owner iptables -F
    by_owner iptables -t nat -F
    by_owner iptables -P FORWARD ACCEPT
}
claim_docker_flushed() {
    claim_unused "$1" ip filter DOCKER DOCKER-USER DOCKER-ISOLATION-STAGE-1
    claim_unused "$1" ip nat DOCKER
    claim_lines "$1" 0 '( -A | :FORWARD )'
    claim_empty "$(other_mode "$1")"
}

# What `iptables -X` leaves after it: empty tables.
make_docker_removed() {
    make_docker_flushed "$1"
    remove_chains_by_owner
}
remove_chains_by_owner() {
    by_owner iptables -X
    by_owner iptables -t nat -X
}
claim_docker_removed() {
    claim_empty legacy
    claim_empty nft
    case $1 in
    legacy) claim_tables_of_legacy 'filter nat' ;;
    nft) expect_equal "tables of nft" $'table ip filter\ntable ip nat' "$(on_host nft list tables | sort)" ;;
    esac
}

# Chains without use in the other mode say nothing, Docker's in this mode do.
make_docker_moved_from_flushed() {
    make_docker_flushed "$(other_mode "$1")"
    start_dockerd "$1"
}
claim_docker_moved_from_flushed() {
    claim_docker_chains "$1" ip
    claim_unused "$(other_mode "$1")" ip filter DOCKER DOCKER-USER DOCKER-ISOLATION-STAGE-1
    claim_lines "$(other_mode "$1")" 0 ' -A '
}

# By hand: the chains of Docker 28, which Debian 12 does not have.
make_docker_28() {
    by_hand=yes
    local command
    for command in iptables ip6tables; do
        on_host "$command-$1-restore" --noflush <<'END'
*nat
:DOCKER - [0:0]
-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
-A OUTPUT -m addrtype --dst-type LOCAL -j DOCKER
COMMIT
*filter
:FORWARD DROP [0:0]
:DOCKER - [0:0]
:DOCKER-BRIDGE - [0:0]
:DOCKER-CT - [0:0]
:DOCKER-FORWARD - [0:0]
:DOCKER-USER - [0:0]
-A FORWARD -j DOCKER-USER
-A FORWARD -j DOCKER-FORWARD
-A DOCKER-BRIDGE -o docker0 -j DOCKER
-A DOCKER-CT -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A DOCKER-FORWARD -j DOCKER-CT
-A DOCKER-FORWARD -j DOCKER-BRIDGE
-A DOCKER-FORWARD -i docker0 -j ACCEPT
-A DOCKER ! -i docker0 -o docker0 -j DROP
COMMIT
END
    done
}
claim_docker_28() {
    local family
    for family in ip ip6; do
        claim_chains "$1" $family filter DOCKER-USER DOCKER-FORWARD DOCKER-CT DOCKER-BRIDGE DOCKER
        claim_chains "$1" $family nat DOCKER
    done
    claim_empty "$(other_mode "$1")"
}

# By hand: Docker 29, which Debian 12 does not have, makes tables of its own in nft when it is told so.
make_docker_on_nftables() {
    by_hand=yes
    on_host nft -f - <<'END'
table ip docker-bridges {
    map filter-forward-in-jumps { type ifname : verdict; }
    chain filter-FORWARD { type filter hook forward priority filter; policy accept; oifname vmap @filter-forward-in-jumps; }
    chain nat-PREROUTING { type nat hook prerouting priority dstnat; policy accept; fib daddr type local counter; }
}
END
}
claim_docker_on_nftables() {
    expect_equal "tables of nft" "table ip docker-bridges" "$(on_host nft list tables)"
    claim_empty legacy
}
