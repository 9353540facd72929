# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# CNI's plugins bridge and portmap, called as a container runtime calls them.

# call_plugin NAME CONFIGURATION: prints its result on one line.
call_plugin() {
    printf '%s' "$2" | by_owner env CNI_COMMAND=ADD CNI_CONTAINERID=box CNI_NETNS=/run/netns/box CNI_IFNAME=eth0 \
        CNI_PATH=/usr/lib/cni "/usr/lib/cni/$1" | tr -d '\n'
}

make_cni() {
    local network='"cniVersion": "0.4.0", "name": "pods"' result
    use_owner "$1"
    by_owner ip netns add box
    result=$(call_plugin bridge "{$network, \"type\": \"bridge\", \"bridge\": \"cni0\", \"isGateway\": true, \"ipMasq\": true,
        \"ipam\": {\"type\": \"host-local\", \"subnet\": \"10.22.0.0/16\"}}")
    call_plugin portmap "{$network, \"type\": \"portmap\", \"capabilities\": {\"portMappings\": true}, \"runtimeConfig\":
        {\"portMappings\": [{\"hostPort\": 8080, \"containerPort\": 80, \"protocol\": \"tcp\"}]}, \"prevResult\": $result}" \
        >"$work/portmap"
}
claim_cni() {
    claim_chains "$1" ip nat CNI-HOSTPORT-DNAT CNI-HOSTPORT-MASQ CNI-HOSTPORT-SETMARK
    claim_lines "$1" 1 '^ip nat -A POSTROUTING .* -j CNI-[0-9a-f]+$'
    claim_lines "$1" 0 '^(ip6|ip filter) '
    claim_empty "$(other_mode "$1")"
}
