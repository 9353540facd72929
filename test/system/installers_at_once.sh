#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# installers_at_once.sh LAYOUT WHAT: the installer runs again and again, two at a time (installers), or one installs and one
# uninstalls (both-ways), while 16 at a time call the six commands. Every run succeeds, every call does what the real command does, and
# the end is what one undisturbed run leaves.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_layout "$1"
plant_hint nft
cp "$bin/storm" "$image/"
installer=(/iptables-wrapper-installer --no-cleanup --quiet)
bring_installer
mkdir "$image/run/other"
cp "$image/iptables-wrapper-installer" "$image/run/other/"
other=("/run/other/${installer[0]#/}" "${installer[@]:1}")
listing() { tree . | grep -v ' ./storm'; }
bare=$(listing)
expect_success in_image "${installer[@]}"
installed=$(listing)
# With libalternatives every call goes through the wrapper, and no link of ours is there to be reset.
case $1 in
libalternatives) reset=true ;;
*) reset="iptables-wrapper --reset" ;;
esac
# shellcheck disable=SC2206 # words
case $2 in
installers) disturbers=(-- "${installer[@]}" -- "${other[@]}" -- $reset) ;;
both-ways) disturbers=(-- "${installer[@]}" -- "${other[@]}" --uninstall) ;;
esac
outcome_of in_image /storm nft hint 150 8 "${disturbers[@]}"
echo "$1 $2: $stdout"
[ "$status" = 0 ] || fail "$stderr"

if [ -e "$image/usr/sbin/iptables-wrapper" ]; then
    # shellcheck disable=SC2086 # words
    expect_success in_image $reset
    expect_equal "tree, installed" "$installed" "$(listing)"
else
    [ "$2" = both-ways ] || fail "the wrapper has gone"
    expect_equal "tree, not installed" "$bare" "$(listing)"
fi
expect_success in_image "${installer[@]}" --uninstall
expect_equal "tree after --uninstall" "$bare" "$(listing)"
