# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# CNI's plugins bridge and portmap, called as a container runtime calls them.

# call_plugin COMMAND NAME CONFIGURATION: prints its result on one line.
call_plugin() {
    printf '%s' "$3" | by_owner env CNI_COMMAND="$1" CNI_CONTAINERID=box CNI_NETNS=/run/netns/box CNI_IFNAME=eth0 \
        CNI_PATH=/usr/lib/cni "/usr/lib/cni/$2" | tr -d '\n'
}

bridge='"cniVersion": "0.4.0", "name": "pods", "type": "bridge", "bridge": "cni0", "isGateway": true, "ipMasq": true,
    "ipam": {"type": "host-local", "subnet": "10.22.0.0/16"}'
without_masquerading=${bridge/\"ipMasq\": true/\"ipMasq\": false}
portmap='"cniVersion": "0.4.0", "name": "pods", "type": "portmap", "capabilities": {"portMappings": true},
    "runtimeConfig": {"portMappings": [{"hostPort": 8080, "containerPort": 80, "protocol": "tcp"}]}'

make_cni() {
    use_owner "$1"
    by_owner ip netns add box
    call_plugin ADD bridge "{$bridge}" >"$work/result"
    call_plugin ADD portmap "{$portmap, \"prevResult\": $(cat "$work/result")}" >"$work/chained"
}
claim_cni() {
    claim_chains "$1" ip nat CNI-HOSTPORT-DNAT CNI-HOSTPORT-MASQ CNI-HOSTPORT-SETMARK
    claim_lines "$1" 1 '^ip nat -A POSTROUTING .* -j CNI-[0-9a-f]+$'
    claim_lines "$1" 0 '^(ip6|ip filter) '
    claim_empty "$(other_mode "$1")"
}

# The last container is gone; what all have in common stays.
make_cni_deleted() {
    make_cni "$1"
    call_plugin DEL portmap "{$portmap}"
    call_plugin DEL bridge "{$bridge}"
}
claim_cni_deleted() {
    claim_chains "$1" ip nat CNI-HOSTPORT-DNAT CNI-HOSTPORT-MASQ
    claim_lines "$1" 0 '(-A CNI-HOSTPORT-DNAT|-j CNI-[0-9a-f]+$)'
    claim_empty "$(other_mode "$1")"
}

make_cni_firewall() {
    use_owner "$1"
    by_owner ip netns add box
    call_plugin ADD bridge "{$without_masquerading}" >"$work/result"
    call_plugin ADD firewall "{\"cniVersion\": \"0.4.0\", \"name\": \"pods\", \"type\": \"firewall\", \"backend\": \"iptables\",
        \"prevResult\": $(cat "$work/result")}" >"$work/chained"
}
claim_cni_firewall() {
    claim_chains "$1" ip filter CNI-FORWARD CNI-ADMIN
    claim_lines "$1" 0 '^ip nat '
    claim_empty "$(other_mode "$1")"
}
