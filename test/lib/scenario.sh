# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Every scenario begins by sourcing this file, which runs it again as root in namespaces of its own. Its rules, mounts and processes
# end with it, and it cannot touch the machine's. Its private directory is $work, in memory. It is mounted, for this scenario alone, over a
# directory that every Linux system has and every user can reach, because the checkout may be where ordinary users cannot go, as in
# root's home.
set -eu -o pipefail

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bin=${IPTABLES_WRAPPER_BIN:-$checkout/build/release/bin}
work=/srv
case $checkout/ in /srv/*) work=/media ;; esac
. "$checkout/test/lib/say.sh"
. "$checkout/test/lib/privilege.sh"
. "$checkout/test/lib/roots.sh"
. "$checkout/test/lib/expect.sh"
. "$checkout/test/lib/kernel.sh"
. "$checkout/test/lib/image.sh"
. "$checkout/test/lib/layouts.sh"

if [ -z "${IN_SCENARIO-}" ]; then
    # Nothing of the caller's but these: sudo would not hand on more either.
    in_private_namespaces env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root IN_SCENARIO=1 \
        IPTABLES_WRAPPER_BIN="$bin" ${IPTABLES_WRAPPER_PACKAGES:+IPTABLES_WRAPPER_PACKAGES="$IPTABLES_WRAPPER_PACKAGES"} \
        ${SEED:+SEED="$SEED"} ${IMAGE_SUITE:+IMAGE_SUITE="$IMAGE_SUITE"} bash "$0" "$@"
    exit
fi

export LC_ALL=C
umask 022
mount -t tmpfs -o mode=755 tmpfs "$work"
ip link set lo up 2>/dev/null || true # test/demo does without
# A new network namespace takes it over from the machine, and dockerd sets the policy of FORWARD only where it turns forwarding on itself.
echo 0 >/proc/sys/net/ipv4/ip_forward
new_view host bookworm
