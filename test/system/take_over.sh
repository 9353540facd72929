#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# take_over.sh LAYOUT fresh|switched|self-installed: an image that was prepared the old way, whose own wrapper may already have chosen, or
# in which our wrapper was told to install itself. The installer takes it over as if that had never been, and --uninstall leaves commands
# that work without any wrapper.
. "$(dirname "$0")/../lib/scenario.sh"

# prepare_the_old_way LAYOUT: prepares the image as it was done before this project, by a shell script that brings its own wrapper.
prepare_the_old_way() {
    local command followers=() sbin=/usr/sbin
    install -m 755 "$checkout/test/lib/iptables-by-dumping" "$image$sbin/iptables-wrapper"
    case $1 in
    chkconfig-*)
        # The links of ip6tables get the names of those of iptables: the script has this mistake, so they are lost.
        for command in "${commands[@]:1}"; do
            followers+=(--slave "$sbin/$command" "${command/ip6/ip}" "$sbin/iptables-wrapper")
        done
        in_image alternatives --install $sbin/iptables iptables $sbin/iptables-wrapper 100 "${followers[@]}" ;;
    registered)
        for command in iptables ip6tables; do
            in_image update-alternatives --quiet --install $sbin/$command $command $sbin/iptables-wrapper 100 \
                --slave $sbin/$command-save $command-save $sbin/iptables-wrapper \
                --slave $sbin/$command-restore $command-restore $sbin/iptables-wrapper
        done ;;
    *)
        # The script looked for Debian's tool in /usr/sbin, did not find it, and put plain links over those of the tool.
        for command in "${commands[@]}"; do
            ln -sfn $sbin/iptables-wrapper "$image$sbin/$command"
        done ;;
    esac
}

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
