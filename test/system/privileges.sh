#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# privileges.sh PRIVILEGE: a call with less than root's privileges, on each kind of host. Its rule lands in the mode of the host, or the call
# says that it guesses, or the real command fails by itself; with IPTABLES_WRAPPER_GUESS=never, a guess fails instead. Nothing that was
# not seen is kept or verified.
. "$(dirname "$0")/../lib/scenario.sh"

export checkout privilege=$1
capabilities=cap_net_admin,cap_net_raw
as_user() { setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps="+sys_chroot$1" --ambient-caps="+sys_chroot$1" "${@:2}"; }
call() {
    case $privilege in
    root | no-proc | subset-pid | hidepid) ;;
    no-netlink) set -- "$checkout/test/lib/under_profile" socket:16=EPERM -- "$@" ;; # AF_NETLINK
    no-net-admin) set -- setpriv --bounding-set=-net_admin "$@" ;;
    ambient) set -- as_user ,+net_admin,+net_raw "$@" ;;
    ambient-net-admin) set -- as_user ,+net_admin "$@" ;;
    capable-programs | capable-wrapper) set -- as_user '' "$@" ;;
    esac
    "$@"
}
in_image_as() { call "${clean_environment[@]}" chroot "$image" "$@"; }

new_image_with plain
mount -t tmpfs -o mode=1777 tmpfs "$image/run"
case $privilege in
capable-*) setcap $capabilities+eip "$image/usr/sbin/xtables-nft-multi" && setcap $capabilities+eip "$image/usr/sbin/xtables-legacy-multi" ;;
esac
case $privilege in
no-proc | subset-pid | hidepid) umount "$image/proc" ;;
esac
case $privilege in
subset-pid) mount -t proc -o subset=pid proc "$image/proc" ;;
hidepid) mount -t proc -o hidepid=2 proc "$image/proc" ;;
esac
[ "$privilege" != capable-wrapper ] || setcap $capabilities+eip "$image/usr/sbin/iptables-wrapper"

# HOST, then what comes of a call with each privilege: the mode of the rule, "-" where the real command fails, and "?" behind where
# the call says that it guesses.
hosts() {
    awk -v privilege="$privilege" '
        NR == 1 { for (i = 2; i <= NF; ++i) if ($i == privilege) field = i; next } { print $1, $field }' <<'END'
HOST         root   hidepid subset-pid no-proc no-netlink no-net-admin ambient ambient-net-admin capable-wrapper capable-programs
nft-hint     nft    nft     nft        nft     -          -            nft     nft               nft             nft?
nft-owner    nft    nft     nft        nft?    -          -            nft     nft               nft             nft?
nft-rules    nft    nft     nft        nft?    -          -            nft?    nft?              nft?            nft?
legacy-hint  legacy legacy  legacy     nft?    legacy?    -            legacy  -                 legacy          nft?
legacy-owner legacy legacy  legacy     nft?    legacy?    -            nft?    nft?              nft?            nft?
legacy-rules legacy legacy  legacy     nft?    legacy?    -            nft?    nft?              nft?            nft?
nothing      nft    nft     nft        nft?    -          -            nft?    nft?              nft?            nft?
END
}

expect_row() {
    local host=$1 mode=${2%\?} guess=${2: -1} now
    plant_evidence "$host"
    outcome_of in_image_as iptables -A FORWARD -s 192.0.2.1
    for now in nft legacy; do
        expect_equal "rules in $now on a host with $host" "$([ "$now" = "$mode" ] && echo 1 || echo 0)" "$(count_rules $now iptables 192.0.2.1/)"
    done
    case $guess in
    '?')
        expect_equal "lines on stderr" 1 "$(wc -l <<<"$stderr")"
        expect_part "stderr on a host with $host" "iptables-wrapper: warning: guessing $mode: " "$stderr"
        expect_commands_run wrapper
        for value in keep retry; do
            expect_success in_image_as env IPTABLES_WRAPPER_GUESS=$value iptables -S FORWARD
            [ "$privilege" = capable-wrapper ] || expect_equal "stderr with GUESS=$value" "" "$stderr"
        done ;;
    -) [ "$status" != 0 ] || fail "the real command succeeds on a host with $host" ;;
    *) expect_equal "outcome on a host with $host" "0 " "$status $stderr" ;;
    esac
    if [ "$guess" = '?' ] && [ "$privilege" != capable-wrapper ]; then
        expect_failure 125 "iptables-wrapper: error: cannot choose between nft and legacy: " \
            in_image_as env IPTABLES_WRAPPER_GUESS=never iptables -A FORWARD -s 192.0.2.2
        expect_part "the remedy" "iptables-wrapper: hint: " "$stderr"
        expect_failure 1 "iptables-wrapper: error: cannot verify the mode: " in_image_as /usr/sbin/iptables-wrapper --verify
    fi
}

while read -r host expected; do
    in_new_network expect_row "$host" "$expected" || fail "$privilege on a host with $host"
    for command in "${commands[@]}"; do ln -sfn iptables-wrapper "$image/usr/sbin/$command"; done
done < <(hosts)

# Where legacy cannot be seen for want of /proc, --detect says that, and not "no such file or directory".
if [ "$privilege" = no-proc ]; then
    expect_success in_image iptables-wrapper --detect --json
    expect_equal "what --detect says of legacy" "blind cannot probe: /proc is not mounted" "$(jq -r '.legacy.ip | "\(.status) \(.reason)"' <<<"$stdout")"
fi
