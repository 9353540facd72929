# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# libvirt and its network "default".

start_libvirt() {
    use_owner "$1"
    [ -S "$owner/run/dbus/system_bus_socket" ] || by_owner dbus-daemon --system --fork
    start_daemon libvirtd
    wait_for by_owner virsh -c network:///system net-list --all
    by_owner virsh -c network:///system net-start default >"$work/virsh"
}
claim_libvirt_chains() {
    local family
    for family in ip ip6; do
        claim_chains "$1" $family filter LIBVIRT_INP LIBVIRT_OUT LIBVIRT_FWI LIBVIRT_FWO LIBVIRT_FWX
        claim_chains "$1" $family nat LIBVIRT_PRT
        claim_chains "$1" $family mangle LIBVIRT_PRT
    done
}

make_libvirt() { start_libvirt "$1"; }
claim_libvirt() {
    claim_libvirt_chains "$1"
    claim_empty "$(other_mode "$1")"
}

# Without a network there are no rules, and the chains are still jumped to.
make_libvirt_without_network() {
    start_libvirt "$1"
    by_owner virsh -c network:///system net-destroy default >"$work/virsh"
}
claim_libvirt_without_network() {
    claim_libvirt_chains "$1"
    claim_lines "$1" 0 '-A LIBVIRT'
    claim_empty "$(other_mode "$1")"
}

# Two owners that do not agree.
make_docker_against_libvirt() {
    start_libvirt "$(other_mode "$1")"
    start_dockerd "$1"
}
claim_docker_against_libvirt() {
    claim_docker_chains "$1" ip
    claim_lines "$1" 0 LIBVIRT
    claim_libvirt_chains "$(other_mode "$1")"
    claim_lines "$(other_mode "$1")" 0 DOCKER
}

# Two that do.
make_docker_and_libvirt() {
    start_libvirt "$1"
    start_dockerd "$1"
}
claim_docker_and_libvirt() {
    claim_docker_chains "$1" ip
    claim_libvirt_chains "$1"
    claim_empty "$(other_mode "$1")"
}
