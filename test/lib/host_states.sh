# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# States that programs leave in the kernel of a host: how to make them, and how to check that they are what they claim to be. The states
# themselves are in test/host_states: make_STATE MODE makes one, and claim_STATE MODE fails if the kernel has something else.

for states in "$checkout"/test/host_states/*.sh; do
    # shellcheck source=/dev/null # each of them
    . "$states"
done

# The root file system of the host with all its programs. $work/host has only iptables, which shows what they did.
owner=$work/owner
by_owner() { "${clean_environment[@]}" chroot "$owner" "$@"; }

# use_owner MODE: from now on the host's own alternatives say MODE.
use_owner() {
    local command
    [ -d "$owner" ] || make_owner
    for command in iptables ip6tables; do
        by_owner update-alternatives --quiet --set "$command" "/usr/sbin/$command-$1"
    done
}

make_owner() {
    new_view owner hosts
    mount -t sysfs sysfs "$owner/sys"
    mount --rbind /sys/fs/cgroup "$owner/sys/fs/cgroup"
    mount -t tmpfs tmpfs "$owner/run"
    # Only the network settings of the kernel belong to the scenario alone.
    local place
    for place in fs kernel vm; do
        mount --bind -o ro "$owner/proc/sys/$place" "$owner/proc/sys/$place"
    done
    mkdir -p "$owner"/run/{dbus,netns,fail2ban,libvirt} "$owner"/var/log/libvirt
}

# start_daemon COMMAND...: runs it in the background, until end_daemon or the end of the scenario.
start_daemon() {
    "${clean_environment[@]}" chroot "$owner" "$@" >"$work/daemon.log" 2>&1 &
    daemon=$!
}
end_daemon() {
    kill "$daemon"
    wait "$daemon" || true
}

# wait_for COMMAND...: until it succeeds, as long as the daemon lives.
wait_for() {
    local deadline=$((SECONDS + 60))
    until "$@" >"$work/waited" 2>&1; do
        { [ $SECONDS -lt $deadline ] && kill -0 "${daemon-$$}" 2>/dev/null; } || fail "this never succeeded: $*
$(cat "$work/waited" "$work/daemon.log" 2>/dev/null)"
        sleep 0.05
    done
}

# how_made: by_hand is not empty where no program made the state.
by_hand=
how_made() { echo "${by_hand:+ (some of it planted by hand)}"; }

# plug_in INTERFACE: a network card with an address.
plug_in() {
    ip link add "$1" type veth peer name "$1-peer"
    ip address add 192.0.2.1/24 dev "$1"
    ip link set "$1" up
    ip link set "$1-peer" up
}

# rules_of MODE: each rule, chain of a user and policy other than ACCEPT, after its family and table.
rules_of() {
    local command
    for command in iptables ip6tables; do
        on_host "$command-$1-save" 2>/dev/null | awk -v family=${command%tables} '
            /^\*/ { table = substr($0, 2) }
            /^-A / || /^:/ && !/ ACCEPT \[/ { print family, table, $0 }'
    done
}

# claim_chains MODE FAMILY TABLE CHAIN...: each is there and in use: it has rules, or something jumps to it.
claim_chains() {
    local rules chain
    rules=$(rules_of "$1")
    for chain in "${@:4}"; do
        grep -q "^$2 $3 :$chain - " <<<"$rules" || fail "no chain $chain in $1 $2 $3:
$rules"
        grep -qE "^$2 $3 -A ($chain |.* -[jg] $chain( |\$))" <<<"$rules" || fail "nothing uses $chain in $1 $2 $3:
$rules"
    done
}

# claim_unused MODE FAMILY TABLE CHAIN...: each is there, has no rule, and nothing jumps to it.
claim_unused() {
    local rules chain
    rules=$(rules_of "$1")
    for chain in "${@:4}"; do
        expect_equal "what is said of $chain in $1 $2 $3" "$2 $3 :$chain - [0:0]" \
            "$(grep -E "^$2 $3 .*[ :]$chain( |\$)" <<<"$rules")"
    done
}

# claim_lines MODE NUMBER PATTERN: so many lines of rules_of.
claim_lines() { expect_equal "lines '$3' in $1" "$2" "$(rules_of "$1" | grep -cE -e "$3" || true)"; }

# claim_empty MODE: no rule, no chain and no policy in the tables of iptables, in either family. There may be empty tables.
claim_empty() { expect_equal "rules in $1" "" "$(rules_of "$1")"; }

# claim_occupied MODE, claim_no_owner MODE: something is in the tables of iptables; none of the chains that are marks.
claim_occupied() { [ -n "$(rules_of "$1")" ] || fail "there are no rules in $1"; }
claim_no_owner() {
    local marks
    marks=$(sed -nE 's/^ *(hint|owner_chain)\(.*"([^"]+)"\),$/\2/p' "$checkout/wrapper/evidence/marks.hpp" | paste -s -d '|')
    expect_part "the marks" "DOCKER|" "$marks"
    claim_lines "$1" 0 " :($marks) "
}

# claim_untouched: neither mode was ever used here: legacy lists no tables, and nft has none.
claim_untouched() {
    claim_tables_of_legacy ''
    expect_equal "tables of nft" "" "$(on_host nft list tables)"
}

# claim_tables_of_legacy NAMES: the legacy tables of IPv4, sorted.
claim_tables_of_legacy() { expect_equal "legacy tables" "$1" "$(sort /proc/net/ip_tables_names | paste -s -d ' ')"; }

# state_of_kernel: all rules of both modes and all tables, without counters.
state_of_kernel() {
    rules_of legacy
    cat /proc/net/ip{,6}_tables_names
    on_host nft --stateless list ruleset 2>/dev/null
}
