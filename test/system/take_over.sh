#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# take_over.sh LAYOUT fresh|switched|self-installed: an image that was prepared the old way, whose own wrapper may already have chosen, or
# in which our wrapper was told to install itself. The installer takes it over as if that had never been, and --uninstall leaves commands
# that work without any wrapper.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/old_way.sh"


new_image
use_layout "${1/registered/alternatives}"
before=$(tree .)
if [ "$2" = self-installed ]; then
    cp "$bin/iptables-wrapper" "$image/usr/sbin/"
    expect_success in_image iptables-wrapper install
else
    prepare_the_old_way "$1"
fi
chosen=nft
if [ "$2" = switched ]; then
    chosen=legacy
    plant_hint $chosen
    in_image iptables -S >"$work/rules"
    on_host iptables-$chosen -t mangle -X KUBE-IPTABLES-HINT
fi

install_wrapper --no-cleanup
expect_equal "stderr" "" "$stderr"
expect_equal "installed wrapper" "" "$(cmp "$bin/iptables-wrapper" "$image/usr/sbin/iptables-wrapper")"
expect_commands_run wrapper
expect_success in_image /iptables-wrapper-installer --check
plant_hint nft ip6tables
expect_success in_image ip6tables -A FORWARD -s 2001:db8::1
expect_equal "rules in nft" 1 "$(count_rules nft ip6tables 2001:db8::1)"
expect_commands_run nft

expect_success in_image /iptables-wrapper-installer --uninstall
rm "$image/iptables-wrapper-installer"
case $1 in
plain | libalternatives)
    # What the links were before the old way is on no record.
    expect_commands_run $chosen
    expect_equal "what is left of any wrapper" "" "$(tree . | grep wrapper)" ;;
*) expect_equal "tree after --uninstall" "$before" "$(tree .)" ;;
esac
