# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Programs that make rules, but no chains by which they could be told from others for certain.

# In one mode only, and no owner.
claim_rules_alone() {
    claim_occupied "$1"
    claim_no_owner "$1"
    claim_empty "$(other_mode "$1")"
}

make_shorewall() {
    use_owner "$1"
    plug_in eth0
    printf '%s\n' 'fw firewall' 'net ipv4' >"$owner/etc/shorewall/zones"
    printf '%s\n' 'net eth0' >"$owner/etc/shorewall/interfaces"
    # shellcheck disable=SC2016 # $FW is shorewall's
    printf '%s\n' '$FW net ACCEPT' 'net all DROP' 'all all REJECT' >"$owner/etc/shorewall/policy"
    expect_success by_owner shorewall start
}
claim_shorewall() {
    claim_chains "$1" ip filter net-fw dynamic shorewall
    claim_lines "$1" 3 '^ip filter :(INPUT|FORWARD|OUTPUT) DROP'
    claim_rules_alone "$1"
}

# What it makes in the place of its rules is empty tables.
make_shorewall_cleared() {
    make_shorewall "$1"
    expect_success by_owner shorewall clear
}
claim_shorewall_cleared() {
    claim_empty legacy
    claim_empty nft
    [ "$1" != legacy ] || claim_tables_of_legacy 'filter mangle nat raw'
}

# Where the alternatives say nft, ferm takes iptables-legacy all the same, if there is one.
make_ferm() {
    use_owner nft
    [ "$1" = legacy ] || rm "$owner"/usr/sbin/ip{,6}tables-legacy{,-save,-restore}
    echo 'table filter chain INPUT { policy DROP; mod state state (ESTABLISHED RELATED) ACCEPT; }' >"$owner/etc/ferm/ferm.conf"
    by_owner ferm /etc/ferm/ferm.conf
}
claim_host_has_nft() { expect_part "the host's iptables" "(nf_tables)" "$(by_owner iptables --version)"; }
claim_ferm() {
    claim_host_has_nft
    claim_lines "$1" 2 '^ip filter (:INPUT DROP|-A INPUT )'
    claim_rules_alone "$1"
}

# Debian's FireHOL knows no command but iptables-legacy.
make_firehol() {
    use_owner nft
    plug_in eth0
    printf '%s\n' 'version 6' 'interface any world' '  policy drop' '  server ssh accept' >"$owner/etc/firehol/firehol.conf"
    sed -i 's/^START_FIREHOL=.*/START_FIREHOL=YES/' "$owner/etc/default/firehol"
    expect_success by_owner firehol start
}
claim_firehol() {
    claim_host_has_nft
    claim_chains "$1" ip filter in_world out_world
    claim_chains "$1" ip6 filter in_world out_world
    claim_lines "$1" 6 ' filter :(INPUT|FORWARD|OUTPUT) DROP'
    claim_rules_alone "$1"
}

make_miniupnpd() {
    use_owner "$1"
    plug_in eth0
    expect_success by_owner /etc/miniupnpd/iptables_init.sh -i eth0
    expect_success by_owner /etc/miniupnpd/ip6tables_init.sh -i eth0
}
claim_miniupnpd() {
    claim_chains "$1" ip nat MINIUPNPD MINIUPNPD-POSTROUTING
    claim_chains "$1" ip filter MINIUPNPD
    claim_chains "$1" ip6 filter MINIUPNPD
    claim_rules_alone "$1"
}

# start_lxc_net MODE SETTING
start_lxc_net() {
    use_owner "$1"
    printf '%s\n' USE_LXC_BRIDGE=true "LXC_USE_NFT=$2" >"$owner/etc/default/lxc-net"
    expect_success by_owner /usr/libexec/lxc/lxc-net start
}
make_lxc_with_iptables() { start_lxc_net "$1" false; }
claim_lxc_with_iptables() {
    claim_lines "$1" 2 '^ip filter -A INPUT -i lxcbr0 -p udp '
    claim_lines "$1" 1 '^ip nat -A POSTROUTING .* -j MASQUERADE'
    claim_rules_alone "$1"
}

# With nft it only asks iptables whether there is anything to ask.
make_lxc_with_nft() { start_lxc_net "$1" true; }
claim_lxc_with_nft() {
    expect_equal "tables of nft" $'table inet lxc\ntable ip lxc' "$(on_host nft list tables | sort)"
    claim_empty nft
    claim_empty legacy
}

# start_persistent MODE VERSION ADDRESS: netfilter-persistent, with a rule kept for one version of IP, and tables for both.
start_persistent() {
    local kept=$owner/etc/iptables
    use_owner "$1"
    mkdir -p "$kept"
    printf '%s\n' '*filter' COMMIT | tee "$kept/rules.v4" >"$kept/rules.v6"
    sed -i "1a-A INPUT -s $3 -j DROP" "$kept/rules.$2"
    expect_success by_owner run-parts --arg=start /opt/persistent/usr/share/netfilter-persistent/plugins.d
}
make_persistent() { start_persistent "$1" v4 192.0.2.9; }
claim_persistent() {
    expect_equal "rules in $1" "ip filter -A INPUT -s 192.0.2.9/32 -j DROP" "$(rules_of "$1")"
    claim_empty "$(other_mode "$1")"
}
make_persistent_in_ipv6_only() { start_persistent "$1" v6 2001:db8::9; }
claim_persistent_in_ipv6_only() {
    expect_equal "rules in $1" "ip6 filter -A INPUT -s 2001:db8::9/128 -j DROP" "$(rules_of "$1")"
    claim_empty "$(other_mode "$1")"
}

make_fail2ban() {
    use_owner "$1"
    : >"$owner/var/log/auth.log"
    rm -f "$owner"/etc/fail2ban/jail.d/*
    printf '%s\n' '[DEFAULT]' banaction=iptables-multiport allowipv6=no '[sshd]' enabled=true backend=polling \
        logpath=/var/log/auth.log >"$owner/etc/fail2ban/jail.local"
    expect_success by_owner fail2ban-client start
    expect_success by_owner fail2ban-client set sshd banip 192.0.2.77
    wait_for banned "$1"
}
banned() { rules_of "$1" | grep 'A f2b-sshd -s 192.0.2.77'; }
claim_fail2ban() {
    claim_chains "$1" ip filter f2b-sshd
    claim_rules_alone "$1"
}
