# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# In the guest: which modules its kernel can load.

# loaded: the modules, each on a line. It is never empty: busybox's grep takes an empty list of patterns for one that matches all.
loaded() { (echo none && cut -d ' ' -f 1 /proc/modules) | sort; }

# can_reload: whether this machine runs a module rightly that has been loaded where another one was. The emulator of
# s390x (QEMU 7.2) runs some of the other one's code then.
can_reload() { [ "$(uname -m)" != s390x ]; }

# as_ambient COMMAND...: as an agent without root that may change the network. By its path: busybox has a lesser setpriv.
as_ambient() { /usr/bin/setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=+net_admin --ambient-caps=+net_admin "$@"; }

# unload KEPT: takes out all modules that are not named in this file. What a network namespace holds is released a little
# later than its last process ends.
unload() {
    can_reload || return 0
    tries=0
    while loaded | grep -vxF -f "$1" >/tmp/surplus; do
        awk '$3 == 0 { print $1 }' /proc/modules | grep -xF -f /tmp/surplus | xargs -n 1 rmmod 2>/dev/null
        tries=$((tries + 1))
        [ $tries -lt 100 ] || return 1
        sleep 0.01
    done
}

# do_all_work [-nft|-legacy]: what firewalls ask of iptables, which loads the modules for it.
do_all_work() {
    for command in "iptables$1" "ip6tables$1"; do
        "$command" -t nat -A POSTROUTING -m comment --comment here -j MASQUERADE &&
            "$command" -t mangle -N HERE &&
            "$command" -A INPUT -p tcp --dport 22 -m conntrack --ctstate NEW -j ACCEPT || return 1
    done
}
# shellcheck disable=SC2016 # for the other shell
works() { unshare -n sh -c '. /guest/states.sh && do_all_work "$1"' sh "-$1" >/dev/null 2>&1; }

# bar MODULE...: true when the kernel cannot load them any more.
bar() {
    for module; do
        find /usr/lib/modules -name "$module.ko" -exec rm {} +
        ! modprobe "$module" 2>/dev/null || return 1
    done
}

# bar_modprobe: nothing more can be loaded.
bar_modprobe() {
    rm /usr/sbin/modprobe /usr/bin/modprobe
    echo /bin/false >/proc/sys/kernel/modprobe
}

# enter STATE: false when the kernel is not what the state says then. What may stay loaded is listed in /tmp/kept.
enter() {
    loaded >/tmp/kept
    case $1 in
    on-demand) works nft && works legacy ;;
    without-nf_tables) bar nf_tables && ! works nft && works legacy ;;
    without-nft_compat) bar nft_compat && ! works nft && works legacy ;;
    without-nft_chain_nat) bar nft_chain_nat && ! works nft && works legacy ;;
    without-nf_conntrack) bar nf_conntrack && ! works nft && ! works legacy ;;
    without-ip_tables) bar ip_tables ip6_tables && works nft && ! works legacy ;;
    without-nft_compat-ip_tables) bar nft_compat ip_tables ip6_tables && ! works nft && ! works legacy ;;
    without-ipv6) [ ! -e /proc/net/if_inet6 ] && works nft ;; # the kernel was told so as it booted
    without-modprobe) bar_modprobe && ! works nft && ! works legacy ;;
    without-modprobe-nft) works nft && bar_modprobe && works nft && ! works legacy && loaded >/tmp/kept ;;
    without-modprobe-legacy) works legacy && bar_modprobe && ! works nft && works legacy && loaded >/tmp/kept ;;
    *) false ;;
    esac
}
