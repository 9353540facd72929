#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# layout.sh LAYOUT [SUITE]: the life of an installation in one layout. It is accepted or refused, previewed, installed, installed again,
# switched to each mode by a first call, reset, installed once more after iptables was upgraded, and uninstalled, which restores exactly what
# was there before. An image that has one mode alone is accepted if that is said; a host that needs the other mode gets status 127 and a remedy.
. "$(dirname "$0")/../lib/scenario.sh"

layout=$1
modes=(nft legacy)
unfit='' groups='' option=''
case $layout in
wolfi) unfit=/sbin/ip6tables-nft remedy="apk add ip6tables" option=--no-sanity-check ;;
only-nft) unfit=/usr/sbin/iptables-legacy remedy="apk add iptables-legacy" modes=(nft) option=--modes=nft ;;
only-legacy) unfit=/usr/sbin/iptables-nft remedy="dnf install iptables-nft" modes=(legacy) option=--modes=legacy ;;
alternatives | manual-group | old-dpkg) groups="iptables ip6tables" ;;
one-group) groups=iptables ;;
esac

bad_rows() { jq -r '.findings[] | select(.good | not) | .subject' | sort -u; }
state_now() { tree . | without_status; }

# expect_installed: as before, and as dpkg's tool or chkconfig's tells it.
expect_installed() {
    local group record
    for group in $groups; do
        record=$(in_image update-alternatives --query "$group")
        expect_part "record of $group" "Status: auto" "$record"
        expect_part "record of $group" "Best: /usr/sbin/iptables-wrapper" "$record"
        expect_part "record of $group" "Value: /usr/sbin/iptables-wrapper" "$record"
        expect_equal "link of $group" "/etc/alternatives/$group" "$(readlink "$image/usr/sbin/$group")"
    done
    case $layout in
    one-group) for command in "${commands[@]:1}"; do expect_part "record" " $command /usr/sbin/iptables-wrapper" "$record"; done ;;
    chkconfig-*)
        expect_part "display" "status is auto" "$(in_image alternatives --display iptables)"
        expect_part "display" "points to /usr/${layout#*-}/iptables-wrapper" "$(in_image alternatives --display iptables)"
        in_image alternatives --auto iptables ;; # which makes by itself the same of it, byte for byte
    group-elsewhere) expect_equal "link of iptables" iptables-wrapper "$(readlink "$image/usr/sbin/iptables")" ;;
    esac
    expect_equal "tree" "$installed" "$(state_now)"
}

# upgrade MODE: a new iptables package, as each link system takes it, and what its commands run then.
upgrade() {
    case $layout in
    alternatives) # chooses anew, a group in auto mode
        expect_success in_image apt-get install --reinstall --yes "/debs/iptables${1/#*/$([ "$1" = nft ] || echo -upgrade)}.deb"
        expect_commands_run wrapper ;;
    chkconfig-*) # takes the mode for a choice by hand, and keeps it
        for registered in nft legacy; do register_with_chkconfig "/usr/${layout#*-}" $registered 10; done
        expect_commands_run "$1"
        expect_part "display" "status is manual" "$(in_image alternatives --display iptables)" ;;
    one-group)
        register_one_group
        expect_commands_run "$1" ;;
    plain) # has its links in place again
        link_commands_to xtables-nft-multi
        expect_commands_run nft ;;
    esac
}

new_image ${2:+"$2"}
use_layout "$layout"
keep_installer
before=$(state_now)
if [ -n "$unfit" ]; then
    expect_failure 3 "cannot use '$unfit': no such file" installer
    expect_part "hint" "$remedy" "$(grep hint: <<<"$stderr")"
    if [ ${#modes[@]} = 1 ]; then
        missing=$(other_mode "${modes[0]}")
        expect_part "hint" "or pass --modes ${modes[0]} where that is the only mode" "$(grep hint: <<<"$stderr")"
        for other in --check --modes=nft,legacy "--modes=$missing"; do
            outcome_of installer "$other"
            expect_equal "exit status with $other" 3 "$status"
        done
    fi
    expect_equal "tree after the refusal" "$before" "$(state_now)"
fi

# What a preview tells, line for line, is what is done then.
bring_installer
expect_success in_image /iptables-wrapper-installer $option --dry-run
would=$stdout
expect_equal "lines that do not say 'would'" "" "$(grep -v '^would ' <<<"$would")"
expect_equal "tree after --dry-run" "$before" "$(state_now | grep -vE '(^| )\./iptables-wrapper-installer')"
expect_success in_image /iptables-wrapper-installer $option
# The warning of what comes first in PATH is of before the installation, which changes that group, too.
expect_equal "stderr" "" "$(grep -v "comes before '/usr/sbin' in PATH" <<<"$stderr")"
expect_equal "lines of dry run and installation" "$(wc -l <<<"$would")" "$(wc -l <<<"$stdout")"
expect_equal "paths of dry run and installation" "$(grep -o "'.*" <<<"$would")" "$(grep -o "'.*" <<<"$stdout")"
expect_commands_run wrapper
outcome_of installer --check --json
expect_equal "what is bad" "${unfit:+3 mode}" "$([ "$status" = 0 ] || echo "$status $(bad_rows <<<"$stdout")")"
if [ ${#modes[@]} = 1 ]; then
    expect_success installer $option --check --fresh
    expect_part "last line" "will run in ${modes[0]} mode, and fail with status 127 on a host that needs $missing" "$(tail -n 1 <<<"$stdout")"
    expect_success installer $option --check --json
    expect_equal "modes in JSON" "${modes[0]}" "$(jq -r '.modes | join(" ")' <<<"$stdout")"
fi
installed=$(state_now)
expect_success installer $option
expect_equal "lines that are not 'unchanged'" "" "$(grep -v '^unchanged ' <<<"$stdout")"

# At run time there is a /proc, also where there was none at build time.
mkdir -p "$image/proc"
mountpoint -q "$image/proc" || mount -t proc proc "$image/proc"
for mode in "${modes[@]}"; do
    plant_hint "$mode"
    expect_success in_image "$(commands_in)/iptables" -A FORWARD -s 192.0.2.1
    expect_equal "what the call says" "" "$stdout$stderr"
    expect_commands_run "$mode"
    expect_success in_image ip6tables -A FORWARD -s 2001:db8::1
    expect_equal "rules in $mode" 1 "$(count_rules "$mode" iptables 192.0.2.1)"
    expect_equal "IPv6 rules in $mode" 1 "$(count_rules "$mode" ip6tables 2001:db8::1)"
    [ -n "$unfit" ] || expect_success installer --check
    expect_success in_image iptables-wrapper --reset
    expect_equal "tree after --reset" "$installed" "$(state_now)"
    expect_success in_image iptables -C FORWARD -s 192.0.2.1
    expect_commands_run "$mode"
    upgrade "$mode"
    chmod 700 "$image$(place_of iptables-wrapper)" # for root alone: every user's call would fail
    expect_success installer $option
    expect_part "installation over a wrapper that is closed to others" "replaced '" "$stdout"
    expect_success installer $option --quiet
    expect_equal "what --quiet says" "" "$stdout"
    expect_installed
    on_host "iptables-$mode" -t mangle -X KUBE-IPTABLES-HINT
done
[ "$layout" != alternatives ] || expect_part "version of the package" upgrade1 "$(in_image dpkg-query -W iptables)"

# Of a mode that is not there: an error where a hint asks for it, else the other one.
if [ ${#modes[@]} = 1 ]; then
    plant_hint "$missing"
    expect_failure 127 "iptables-wrapper: error: cannot run '/usr/sbin/iptables-$missing'" in_image iptables -S
    expect_part "stderr" "hint: install the $missing variant of iptables in this image" "$stderr"
    expect_commands_run wrapper
    on_host "iptables-$missing" -t mangle -X KUBE-IPTABLES-HINT
    expect_success in_image iptables -A FORWARD -s 192.0.2.2
    expect_equal "rules without a hint" 1 "$(count_rules "${modes[0]}" iptables 192.0.2.2)"
fi

plant_hint "${modes[-1]}"
in_image iptables -S >"$work/rules" 2>&1
expect_commands_run "${modes[-1]}"
[ "$layout" = alternatives ] || upgrade "${modes[-1]}"
expect_success installer --uninstall
[ "$layout" != distroless ] || rmdir "$image/var/lib" # it could be anybody's by now
expect_equal "tree after --uninstall" "$before" "$(state_now)"

# The oldest version is the same for one mode.
if [ ${#modes[@]} = 1 ]; then
    answer "${modes[0]}" "echo 'iptables v1.8.3 ($([ "${modes[0]}" = nft ] && echo nf_tables || echo legacy))'"
    expect_failure 3 "version 1.8.3 is older than 1.8.4" installer $option
fi
