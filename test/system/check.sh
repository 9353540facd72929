#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# check.sh LAYOUT: --check finds nothing wrong after an installation and after the switch, and each kind of damage with exit
# status 3 and a row that names it; it changes nothing. Its JSON is of the form that the schema lays down, and so is that
# of the other tasks.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/schemas.sh"

# json_of STATUS OPTION...: runs the installer with --json and keeps the object in $stdout, checked against the schema.
json_of() {
    local wanted=$1
    shift
    outcome_of installer --json "$@"
    expect_equal "$*: exit status ($stderr)" "$wanted" "$status"
    of_schema check
    expect_equal "$*: status in JSON" "$wanted" "$(jq .status <<<"$stdout")"
    expect_equal "$*: stderr beside JSON" "" "$stderr"
}
places=(usr/sbin usr/bin usr/local etc var/lib)
[ "$1" != libalternatives ] || places+=(usr/share/libalternatives)
# expect_damage SUBJECT NAME COMMAND...: which the command does.
expect_damage() {
    local subject=$1 name=$2 before
    shift 2
    "$@" >"$work/damage"
    before=$(tree "${places[@]}")
    json_of 3 --check
    expect_equal "bad rows after: $*" "$subject $name" \
        "$(jq -r '.findings[] | select(.good | not) | "\(.subject) \(.name)"' <<<"$stdout" | head -n 1)"
    outcome_of installer --check
    expect_equal "exit status" 3 "$status"
    expect_part "table after: $*" "bad  $(printf %-10s "$subject")'$name': " "$stdout"
    expect_part "last line after: $*" " not as " "$(tail -n 1 <<<"$stdout")"
    expect_equal "tree" "$before" "$(tree "${places[@]}")"
}
repair() { json_of 0 && json_of 0 --check; }

new_image
use_layout "$1"
keep_installer
sbin=$image/usr/sbin

json_of 3 --check
json_of 0 --dry-run
expect_equal "dry_run" true "$(jq .dry_run <<<"$stdout")"
before=$(tree .)
json_of 0
expect_part "actions" "created '/usr/sbin/iptables-wrapper'" "$(jq -r '.actions[]' <<<"$stdout")"
json_of 0 --check
expect_equal "what commands run" wrapper "$(jq -r '.findings[] | select(.subject == "command").runs' <<<"$stdout" | sort -u)"
version=$(in_image iptables-nft-save --version | cut -d ' ' -f 2)
expect_equal "summary" "iptables ${version#v} will choose nft or legacy at its first call" "$(jq -r .summary <<<"$stdout")"
json_of 0 --check --fresh
expect_equal "commands" 6 "$(jq '[.findings[] | select(.subject == "command")] | length' <<<"$stdout")"
json_of 0 --uninstall
expect_equal "tree" "$before" "$(tree .)"
repair

if [ "$1" != libalternatives ]; then
    plant_hint legacy
    in_image iptables -S >"$work/rules"
    expect_commands_run legacy
    json_of 0 --check
    expect_equal "what commands run" legacy "$(jq -r '.findings[] | select(.subject == "command").runs' <<<"$stdout" | sort -u)"
    json_of 3 --check --fresh
    expect_equal "bad rows" 6 "$(jq '[.findings[] | select(.good | not)] | length' <<<"$stdout")"
    expect_part "detail" "was switched to legacy, so the installation is not fresh" "$stdout"
    # One that leads to the wrapper may choose another mode than the five that have chosen.
    case $1 in plain) link=$sbin/ip6tables ;; *) link=$image/etc/alternatives/ip6tables ;; esac
    chosen=$(readlink "$link")
    expect_damage command /usr/sbin/ip6tables ln -sfn /usr/sbin/iptables-wrapper "$link"
    expect_part "detail" "but '/usr/sbin/iptables' runs legacy" "$stdout"
    ln -sfn "$chosen" "$link"
    json_of 0 --check
    expect_damage command /usr/sbin/ip6tables ln -sfn xtables-nft-multi "$sbin/ip6tables"
    rm "$sbin/ip6tables"
    expect_damage command /usr/sbin/ip6tables true
    repair
fi
# What everybody's PATH finds first.
expect_damage command /usr/local/sbin/iptables ln -s /usr/sbin/xtables-nft-multi "$image/usr/local/sbin/iptables"
json_of 0
expect_part "warnings" "'/usr/local/sbin/iptables' comes before '/usr/sbin' in PATH" "$(jq -r '.warnings[]' <<<"$stdout")"
ln -sfn /usr/sbin/iptables "$image/usr/local/sbin/iptables"
json_of 0 --check
rm "$image/usr/local/sbin/iptables"

expect_damage wrapper /usr/sbin/iptables-wrapper chmod 644 "$sbin/iptables-wrapper"
repair
expect_damage wrapper /usr/sbin/iptables-wrapper tee -a "$sbin/iptables-wrapper" <<<"another version"
repair
expect_damage leftover /usr/sbin/.iptables-wrapper-0123456789abcdef \
    ln -s x "$sbin/.iptables-wrapper-0123456789abcdef"
touch "$sbin/.iptables-wrapper-notes" # which somebody else has made
repair
rm "$sbin/.iptables-wrapper-notes"
case $1 in
alternatives)
    expect_damage leftover /var/lib/dpkg/alternatives/.iptables-wrapper-0123456789abcdef \
        touch "$image/var/lib/dpkg/alternatives/.iptables-wrapper-0123456789abcdef"
    repair
    expect_damage group iptables in_image update-alternatives --quiet --remove iptables /usr/sbin/iptables-wrapper
    repair
    expect_damage group ip6tables in_image update-alternatives --quiet --install /usr/sbin/ip6tables ip6tables \
        /usr/sbin/iptables-wrapper 100
    expect_part "detail" "without the follower 'ip6tables-restore'" "$stdout"
    repair ;;
chkconfig-*)
    expect_damage group iptables in_image alternatives --remove iptables "/usr/${1#*-}/iptables-wrapper"
    repair
    expect_damage system /var/lib/alternatives/iptables touch "$image/var/lib/alternatives/iptables.new"
    rm "$image/var/lib/alternatives/iptables.new" ;;
libalternatives)
    expect_damage command /usr/sbin/iptables-save \
        cp "$image"/usr/share/libalternatives/iptables-save/{20,900}.conf ;;
esac

cp -a "$sbin/xtables-nft-multi" "$work/kept"
expect_damage mode nft answer nft 'echo "iptables-save v1.8.3 (nf_tables)"'
json_of 3
expect_part "error" 1.8.3 "$(jq -r .error.reason <<<"$stdout")"
cp -a "$work/kept" "$sbin/xtables-nft-multi"
expect_damage mode legacy rm "$sbin/ip6tables-legacy"
