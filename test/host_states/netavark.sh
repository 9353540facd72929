# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# netavark, called as Podman calls it.

make_netavark() {
    use_owner "$1"
    by_owner ip netns add box
    by_owner /usr/lib/podman/netavark setup /run/netns/box >"$work/netavark" <<'END'
{
    "container_id": "0123456789abcdef", "container_name": "box",
    "networks": {"podman": {"static_ips": ["10.88.0.2"], "interface_name": "eth0"}},
    "network_info": {"podman": {
        "name": "podman", "id": "2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9",
        "driver": "bridge", "network_interface": "podman0", "subnets": [{"gateway": "10.88.0.1", "subnet": "10.88.0.0/16"}],
        "ipv6_enabled": false, "internal": false, "dns_enabled": false, "ipam_options": {"driver": "host-local"}}},
    "port_mappings": [{"host_ip": "", "container_port": 80, "host_port": 8080, "range": 1, "protocol": "tcp"}]
}
END
}
claim_netavark() {
    claim_chains "$1" ip nat NETAVARK-HOSTPORT-DNAT NETAVARK-HOSTPORT-MASQ NETAVARK-HOSTPORT-SETMARK
    claim_chains "$1" ip filter NETAVARK_FORWARD
    claim_lines "$1" 0 '^ip6 '
    claim_empty "$(other_mode "$1")"
}
