#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# libalternatives.sh [meanwhile]: the life of an installation where libalternatives says what the commands run (openSUSE Tumbleweed): one
# more configuration each, with one number for all; each call goes through the wrapper; and the way back. Or a choice made meanwhile.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_libalternatives
before=$(tree .)
if [ "${1:-}" = meanwhile ]; then # it is seen in the end, when alts would run another program: then all is undone
    bring_installer
    strace -q -o "$work/trace" -e trace=rename -e inject=rename:delay_enter=2000000:when=2 \
        "${clean_environment[@]}" chroot "$image" /iptables-wrapper-installer >"$work/said" 2>&1 &
    await "the wrapper" [ -e "$image/usr/sbin/iptables-wrapper" ]
    echo iptables=100 >"$image/etc/libalternatives.conf"
    ! wait $! || fail "a choice that was made while we installed is not seen"
    expect_part "what is said" "error: cannot redirect '/usr/sbin/iptables': alts runs '/usr/sbin/iptables-nft', not '/usr/sbin/iptables-wrapper'" \
        "$(cat "$work/said")"
    rm "$image/etc/libalternatives.conf" "$image/iptables-wrapper-installer"
    expect_equal "tree" "$before" "$(tree .)"
    exit
fi
bring_installer
expect_success in_image /iptables-wrapper-installer --dry-run
would=$(grep -o "'.*" <<<"$stdout")
install_wrapper
expect_equal "paths of dry run and installation" "$would" "$(grep -o "'.*" <<<"$stdout")"
for command in "${commands[@]}"; do
    expect_equal "$command" /usr/bin/alts "$(what_runs "$command")"
    expect_equal "configuration of $command" "binary=/usr/sbin/iptables-wrapper
man=iptables.8
group=iptables,iptables-save,iptables-restore,ip6tables,ip6tables-save,ip6tables-restore
options=KeepArgv0" "$(cat "$image/usr/share/libalternatives/$command/101.conf")"
done
installed=$(tree .)
install_wrapper
expect_equal "lines that are not 'unchanged' or the clean-up's" "" \
    "$(grep -v -e '^unchanged ' -e "^removed '/iptables-wrapper-installer'" <<<"$stdout")"

for mode in nft legacy; do
    plant_hint $mode
    expect_success in_image iptables -A FORWARD -s 192.0.2.1
    expect_success in_image ip6tables -A FORWARD -s 2001:db8::1
    expect_equal "rules in $mode" 1 "$(count_rules $mode iptables 192.0.2.1)"
    expect_equal "IPv6 rules in $mode" 1 "$(count_rules $mode ip6tables 2001:db8::1)"
    # There is no link to switch or to reset, and that is no failure.
    for change in --switch --reset; do
        expect_success in_image iptables-wrapper $change
        expect_part "$change" "nothing to change: libalternatives runs the wrapper at each call" "$stdout"
    done
    on_host iptables-$mode -t mangle -X KUBE-IPTABLES-HINT
    expect_equal "tree" "$installed" "$(tree .)"
done

# A package with a higher number: the wrapper goes before it again, and leaves nothing of its old number behind.
printf 'binary=/usr/sbin/iptables-legacy\n' >"$image/usr/share/libalternatives/iptables/500.conf"
install_wrapper
for command in "${commands[@]}"; do
    expect_equal "wrapper's configurations of $command" "501.conf" \
        "$(cd "$image/usr/share/libalternatives/$command" && grep -l iptables-wrapper ./*.conf | cut -c 3-)"
done
rm "$image/usr/share/libalternatives/iptables/500.conf"

install_wrapper --uninstall --no-cleanup
rm "$image/iptables-wrapper-installer"
expect_equal "tree after --uninstall" "$before" "$(tree .)"

# What the administrator has chosen is beyond all numbers, in each of the files, whatever is around it.
bring_installer
mkdir -p "$image/root/.config"
for file in /etc/libalternatives.conf /root/.config/libalternatives.conf; do
    printf '%s\n' iptables-save= iptables-save=100 iptables-save= iptables=7777 >"$image$file"
    before=$(tree .)
    expect_failure 1 "'$file' chooses number 100" in_image /iptables-wrapper-installer
    expect_part "hint" "hint: undo that choice with 'alts -" "$stderr"
    expect_equal "tree" "$before" "$(tree .)"
    rm "$image$file"
done
# Root's own choice comes before that of the system.
echo iptables=20 >"$image/root/.config/libalternatives.conf"
echo iptables=100 >"$image/etc/libalternatives.conf"
expect_failure 1 "'/root/.config/libalternatives.conf' chooses number 20" in_image /iptables-wrapper-installer
rm "$image"/{root/.config,etc}/libalternatives.conf

# A choice of a number that is not there is none, also for alts.
echo iptables-save=7777 >"$image/etc/libalternatives.conf"
install_wrapper
plant_hint legacy
expect_success in_image iptables-save
expect_part "what runs" legacy "$(in_image iptables --version)"
expect_success in_image /usr/sbin/iptables-wrapper --version
install_wrapper --uninstall
rm "$image/etc/libalternatives.conf"

# Numbers in other files, and more than fits.
iptables=$image/usr/share/libalternatives/iptables
cp "$iptables/20.conf" "$iptables/500.conf.bak"
cp "$iptables/20.conf" "$iptables/9223372036854775807.conf"
install_wrapper
expect_part "our number" 501.conf "$(cd "$iptables" && ls)"
expect_part "what runs" legacy "$(in_image iptables --version)"
install_wrapper --uninstall
rm "$iptables/500.conf.bak"
cp "$iptables/20.conf" "$iptables/2147483647.conf"
bring_installer
before=$(tree .)
expect_failure 1 "number 2147483647 is taken, and there is no higher one" in_image /iptables-wrapper-installer
expect_equal "tree" "$before" "$(tree .)"
