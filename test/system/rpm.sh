#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# rpm.sh sbin|bin CASE: our RPM package under the real rpm, on a system with chkconfig's alternatives and packages like Fedora's (up
# to 41; 42 and later). Whatever happens to them, the commands run something right, and when ours has been erased everything is as
# before.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/rpm.sh"

# expect_first_call: the next call finds the host's mode, and the links lead there afterwards.
expect_first_call() {
    expect_commands_run wrapper
    expect_success in_image iptables -A FORWARD -s 192.0.2.1
    expect_success in_image iptables -D FORWARD -s 192.0.2.1
    expect_commands_run legacy
}
# expect_unchanged: no file of our package differs from what rpm has put there.
expect_unchanged() { expect_equal "files that rpm finds changed" "" "$(in_rpm --verify iptables-wrapper 2>&1 || true)"; }
upgrade_iptables() { expect_success in_rpm --upgrade "$work"/rpm/iptables-{nft,legacy}-1.8.11.rpm; }
upgrade_ours() { expect_success in_rpm --upgrade "$work/rpm/iptables-wrapper-9.rpm"; }
erase_ours() {
    expect_success in_rpm --erase iptables-wrapper
    expect_equal "stderr" "" "$stderr"
    expect_equal "tree" "$before" "$(tree . | without_data_base)"
}

new_image
use_chkconfig "$1"
for version in 1.8.9 1.8.11; do
    for mode in nft legacy; do build_iptables "/usr/$1" $mode $version; done
done
build_base
build_newer
rm "$image/var/lib/alternatives/iptables"
expect_success in_rpm --install "$work"/rpm/{base-1,iptables-nft-1.8.9,iptables-legacy-1.8.9}.rpm
expect_commands_run nft
plant_hint legacy
before=$(tree . | without_data_base)
expect_success in_rpm --install "$rpm"
expect_equal "what rpm says" "" "$stdout$stderr"
expect_unchanged
expect_first_call
expect_part "description" "becomes the real command" "$(in_rpm --query --queryformat '%{description}' iptables-wrapper)"
expect_equal "places that one may relocate" "(none)" "$(in_rpm --query --queryformat '%{prefixes}' iptables-wrapper)"
expect_equal "owner of /usr/$1" "" "$(in_rpm --query --file --queryformat '%{name}' "/usr/$1" | grep wrapper || true)"

expect_equal "what it asks for" "iptables-nft >= 1.8.4" "$(in_rpm --query --requires iptables-wrapper | grep '>=')"
expect_equal "what it recommends" "iptables-legacy >= 1.8.4" "$(in_rpm --query --recommends iptables-wrapper)"
case $2 in
erase) erase_ours ;;
iptables-first)
    upgrade_iptables
    expect_commands_run legacy
    upgrade_ours
    expect_first_call
    expect_unchanged
    erase_ours ;;
ours-first)
    upgrade_ours
    expect_first_call
    upgrade_iptables
    expect_commands_run legacy
    erase_ours ;;
together)
    expect_success in_rpm --upgrade "$work"/rpm/{iptables-nft-1.8.11,iptables-legacy-1.8.11,iptables-wrapper-9}.rpm
    expect_first_call
    expect_success in_rpm --erase iptables-wrapper iptables-nft iptables-legacy
    expect_equal "what is left" "" "$(find "$image/usr/$1/" "$image/etc/alternatives" "$image/var/lib/alternatives" \
        -regextype posix-extended -regex '.*/(ip6?tables(-save|-restore)?|iptables-wrapper.*)')" ;;
lost)
    rm "$image/usr/$1/iptables-wrapper"
    expect_success in_rpm --nodeps --erase iptables-nft iptables-legacy
    expect_success in_rpm --erase iptables-wrapper
    expect_equal "what is left" "" "$(find "$image/usr/$1/" "$image/etc/alternatives" "$image/var/lib/alternatives" \
        -regextype posix-extended -regex '.*/(ip6?tables(-save|-restore)?|iptables-wrapper.*)')" ;;
failed-post)
    rm "$image/usr/$1/ip6tables-legacy"
    outcome_of in_rpm --upgrade "$work/rpm/iptables-wrapper-9.rpm"
    expect_part "stderr" "/ip6tables-legacy'" "$stderr"
    ln -s xtables-legacy-multi "$image/usr/$1/ip6tables-legacy"
    expect_success in_rpm --reinstall "$work/rpm/iptables-wrapper-9.rpm"
    expect_first_call
    erase_ours ;;
*) fail "no such case: $2" ;;
esac
