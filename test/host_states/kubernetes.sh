# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Kubernetes, which Debian 12 does not have: planted by hand as the kubelet and kube-proxy do it.

make_kubelet() {
    by_hand=yes
    plant_hint "$1" iptables
    plant_hint "$1" ip6tables
}
claim_kubelet_hint() { claim_lines "$1" 2 '^ip6? mangle :KUBE-IPTABLES-HINT - '; }
claim_kubelet() {
    claim_kubelet_hint "$1"
    claim_lines "$1" 2 ''
    claim_empty "$(other_mode "$1")"
}

make_kubelet_in_both() {
    make_kubelet nft
    make_kubelet legacy
}
claim_kubelet_in_both() {
    claim_kubelet_hint nft
    claim_kubelet_hint legacy
}

# A kubelet that is alive has rules in force.
make_kubelet_against_docker() {
    make_kubelet "$1"
    make_kube_firewall "$1"
    start_dockerd "$(other_mode "$1")"
}
claim_kubelet_against_docker() {
    claim_kubelet_hint "$1"
    claim_chains "$1" ip filter KUBE-FIREWALL
    claim_docker_chains "$(other_mode "$1")" ip
}

# The hint of a kubelet that went, or that has changed its mode, stays until the next boot.
make_kubelet_gone_and_docker() {
    make_kubelet "$1"
    start_dockerd "$(other_mode "$1")"
}
claim_kubelet_gone_and_docker() {
    claim_kubelet_hint "$1"
    claim_lines "$1" 2 ''
    claim_docker_chains "$(other_mode "$1")" ip
}
make_kubelet_gone_and_firewalld() {
    make_kubelet "$1"
    make_firewalld_with_nftables nft
}
claim_kubelet_gone_and_firewalld() {
    claim_kubelet_hint "$1"
    claim_lines "$1" 2 ''
    claim_native_table
}

# The canaries are made also where kube-proxy has guessed.
make_kube_canary() {
    by_hand=yes
    plant_hint "$1" iptables KUBE-PROXY-CANARY
}
claim_kube_canary() {
    claim_unused "$1" ip mangle KUBE-PROXY-CANARY
    claim_lines "$1" 1 ''
    claim_empty "$(other_mode "$1")"
}

# plant_kube_proxy MODE: its chains and one service.
plant_kube_proxy() {
    by_hand=yes
    local command address
    for command in iptables ip6tables; do
        address=10.96.0.1
        [ $command = iptables ] || address=fd00:10:96::1
        on_host "$command-$1-restore" --noflush <<END
*mangle
:KUBE-PROXY-CANARY - [0:0]
COMMIT
*nat
:KUBE-PROXY-CANARY - [0:0]
:KUBE-SERVICES - [0:0]
:KUBE-POSTROUTING - [0:0]
:KUBE-MARK-MASQ - [0:0]
:KUBE-NODEPORTS - [0:0]
:KUBE-SVC-NPX46M4PTMTKRN6Y - [0:0]
-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
-A KUBE-SERVICES -d $address -p tcp -m tcp --dport 443 -j KUBE-SVC-NPX46M4PTMTKRN6Y
-A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
COMMIT
*filter
:KUBE-PROXY-CANARY - [0:0]
:KUBE-PROXY-FIREWALL - [0:0]
:KUBE-EXTERNAL-SERVICES - [0:0]
:KUBE-FORWARD - [0:0]
:KUBE-SERVICES - [0:0]
-A INPUT -m conntrack --ctstate NEW -j KUBE-PROXY-FIREWALL
-A INPUT -m conntrack --ctstate NEW -j KUBE-EXTERNAL-SERVICES
-A FORWARD -j KUBE-FORWARD
-A FORWARD -m conntrack --ctstate NEW -j KUBE-SERVICES
-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP
COMMIT
END
    done
}
claim_kube_proxy_chains() {
    claim_lines "$1" 6 ' :KUBE-PROXY-CANARY - '
    claim_chains "$1" ip nat KUBE-SERVICES KUBE-POSTROUTING
    claim_chains "$1" ip6 nat KUBE-SERVICES KUBE-POSTROUTING
}

make_kube_proxy() { plant_kube_proxy "$1"; }
claim_kube_proxy() {
    claim_kube_proxy_chains "$1"
    claim_empty "$(other_mode "$1")"
}

# Kubernetes up to 1.26, on a node where kube-proxy is still to come.
make_kube_firewall() {
    by_hand=yes
    on_host "iptables-$1-restore" --noflush <<'END'
*filter
:KUBE-FIREWALL - [0:0]
-A INPUT -j KUBE-FIREWALL
-A OUTPUT -j KUBE-FIREWALL
-A KUBE-FIREWALL -m comment --comment "kubernetes firewall for dropping marked packets" -m mark --mark 0x8000/0x8000 -j DROP
COMMIT
END
}
claim_kube_firewall() {
    claim_chains "$1" ip filter KUBE-FIREWALL
    claim_lines "$1" 4 ''
    claim_empty "$(other_mode "$1")"
}

make_kube_proxy_in_both() {
    plant_kube_proxy nft
    plant_kube_proxy legacy
}
claim_kube_proxy_in_both() {
    claim_kube_proxy_chains nft
    claim_kube_proxy_chains legacy
}

# kube-proxy runs in a container and may be what guessed wrong; Docker is the host's.
make_docker_against_kube_proxy() {
    plant_kube_proxy "$(other_mode "$1")"
    start_dockerd "$1"
}
claim_docker_against_kube_proxy() {
    claim_docker_chains "$1" ip
    claim_kube_proxy_chains "$(other_mode "$1")"
}
