#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# capabilities.sh LAYOUT: where all real programs have the same file capabilities, the wrapper gets them too, so that an agent without root
# probes the kernel and gets the host's mode, either one. Install says so, --check has a row, and a replaced wrapper keeps what it has. Files
# that are rewritten keep their extended attributes.
. "$(dirname "$0")/../lib/scenario.sh"

# has FILE CAPABILITIES
has() { expect_equal "file capabilities of $1" "$2" "$(getcap "$image/usr/sbin/$1" | sed 's/.* //')"; }
as_nobody() { "${clean_environment[@]}" chroot --userspec 65534:65534 "$image" "$@"; }
row() { in_image /opt/iptables-wrapper-installer --check | tr -s ' ' | grep "capabilities" || true; }
ours="'/usr/sbin/iptables-wrapper':"

new_image
use_layout "$1"
keep_installer
wrapper=$image/usr/sbin/iptables-wrapper
# cap_dac_read_search: only root may read the list of legacy's tables.
capabilities=cap_dac_read_search,cap_net_admin,cap_net_raw=eip
for program in "$image"/usr/sbin/xtables-{nft,legacy}-multi; do setcap $capabilities "$program"; done
before=$(tree .)
expect_success installer
expect_part "stdout" "created '/usr/sbin/iptables-wrapper' with the file capabilities of iptables" "$stdout"
has iptables-wrapper $capabilities
expect_equal "--check" "ok wrapper $ours has the file capabilities of iptables" "$(row)"
expect_success installer
expect_equal "lines that are not 'unchanged'" "" "$(grep -v '^unchanged ' <<<"$stdout" || true)"

install -m 666 /dev/null "$image/run/xtables.lock" # as the host's is mounted; legacy takes it
# An agent of uid 65534 on hosts of both kinds; nothing is switched, for it may not write.
for mode in legacy nft; do
    plant_hint $mode
    expect_success as_nobody iptables -A FORWARD -s 192.0.2.1
    expect_equal "stderr" "" "$stderr"
    expect_equal "rules in $mode" 1 "$(count_rules $mode iptables 192.0.2.1)"
    expect_success as_nobody iptables -D FORWARD -s 192.0.2.1
    on_host iptables-$mode -t mangle -X KUBE-IPTABLES-HINT
done
expect_commands_run wrapper

setcap -r "$wrapper"
expect_equal "--check" "bad wrapper $ours lacks the file capabilities of iptables, so agents without root cannot probe" "$(row)"
expect_success installer
expect_part "stdout" "replaced '/usr/sbin/iptables-wrapper' with the file capabilities of iptables" "$stdout"
has iptables-wrapper $capabilities
expect_success installer --uninstall
expect_equal "tree after --uninstall" "$before" "$(tree .)"

# Programs that differ give it none. What it has, it keeps, also when it is replaced.
setcap cap_net_admin=eip "$image/usr/sbin/xtables-nft-multi"
expect_success installer
has iptables-wrapper ""
expect_equal "--check" "" "$(row)"
setcap cap_net_raw=eip "$wrapper"
expect_success installer --check
expect_equal "--check" "ok wrapper $ours has file capabilities that iptables lacks" "$(row)"
cp "$bin/iptables-wrapper-installer" "$image/"
make_other "$image/iptables-wrapper-installer"
expect_success in_image /iptables-wrapper-installer
expect_other_wrapper
has iptables-wrapper cap_net_raw=eip
expect_success installer --uninstall

# The real programs' own, and a regular file's that is moved aside by a copy, come back.
[ "$1" = plain ] || exit 0
rm "$image/usr/sbin/ip6tables"
cp "$image/usr/sbin/xtables-nft-multi" "$image/usr/sbin/ip6tables"
setcap $capabilities "$image/usr/sbin/ip6tables"
expect_success "${clean_environment[@]}" strace -q -o "$work/trace" -e inject=link,linkat:error=EXDEV \
    chroot "$image" /opt/iptables-wrapper-installer --no-cleanup
has ip6tables.iptables-wrapper-saved $capabilities
expect_success installer --uninstall
has ip6tables $capabilities
