#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# chkconfig_odd.sh CASE: groups that are not as the packages leave them, and the way back to exactly that.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_chkconfig sbin
record=$image/var/lib/alternatives/iptables
by_hand() { in_image alternatives --set iptables /usr/sbin/iptables-legacy; }
case $1 in
by-hand) by_hand ;;
families) sed -i 's/^10$/@native@10/' "$record" ;;
high-priority) sed -i '0,/^10$/s//5000/' "$record" ;;
four-followers)
    # The one that is current has no ip6tables-restore, so there is no such link.
    by_hand
    sed -i 's,^/usr/sbin/ip6tables-legacy-restore$,,' "$record"
    rm "$image"/{usr/sbin,etc/alternatives}/ip6tables-restore ;;
regular-file)
    rm "$image/usr/sbin/ip6tables"
    cp "$image/usr/sbin/xtables-nft-multi" "$image/usr/sbin/ip6tables" ;;
package-removed) ;;
foreign-link) ln -sfn xtables-legacy-multi "$image/usr/sbin/iptables" ;;
apply)
    # A follower that is none of the commands, in another way from each alternative; the second best is current.
    for mode in nft legacy; do
        # shellcheck disable=SC2046 # words
        in_image $(chkconfig_registration /usr/sbin $mode 10) --follower /usr/sbin/apply apply /usr/sbin/iptables-$mode-save
    done
    by_hand ;;
header-alone)
    sed -i '/^$/q' "$record"
    expect_equal "record" "" "$(tail -n 1 "$record")" ;;
linked)
    mv "$record" "$image/opt/record"
    chmod 646 "$image/opt/record"
    ln -s /opt/record "$record" ;;
ostree)
    mkdir -p "$image/sysroot/ostree"
    ln -s sysroot/ostree "$image/ostree"
    mv "$image/var/lib/alternatives" "$image/etc/alternatives-admindir"
    record=$image/etc/alternatives-admindir/iptables ;;
lenient)
    # As the tool reads it, but does not write it.
    sed -i -e 's/^/ \t/' -e '0,/10$/s//0xA\tservice/' "$record"
    sed -i -e '$d' "$record"
    echo "  /usr/sbin/iptables-legacy-save" >>"$record"
    printf '\n\n' >>"$record"
    expect_success in_image alternatives --display iptables ;;
unreadable)
    bring_installer
    by_hand
    before=$(tree .)
    for path in usr/sbin/ip6tables etc/alternatives/iptables; do
        expect_failure 1 "input/output error" \
            strace -f -q -o "$work/trace" -P "$image/$path" -P "/$path" -e inject=readlink,readlinkat:error=EIO \
            "${clean_environment[@]}" chroot "$image" /iptables-wrapper-installer
        expect_equal "tree" "$before" "$(tree .)"
    done
    exit ;;
half-written)
    touch "$record.new"
    bring_installer
    before=$(tree .)
    expect_failure 1 "/var/lib/alternatives/iptables.new" in_image /iptables-wrapper-installer
    expect_part "hint" "hint: make sure that no alternatives is running, then remove '/var/lib/alternatives/iptables.new'" "$stderr"
    expect_equal "tree" "$before" "$(tree .)"
    rm "$record.new"
    expect_success in_image /iptables-wrapper-installer
    expect_commands_run wrapper
    exit ;;
refused)
    # What the tool cannot read is no reason to go past it: its next run would undo that.
    bring_installer
    cp "$record" "$work/record"
    # shellcheck disable=SC2016 # a $ of sed's
    for change in d '2,$d' 's/$/\r/' '2s,/,,' 's/^10$/@@10/' 's/^10$/many/' '$a auto'; do
        sed "$change" "$work/record" >"$record"
        expect_failure 2 "" in_image alternatives --display iptables
        before=$(tree .)
        for task in "" --uninstall; do
            # shellcheck disable=SC2086 # no option, or one
            expect_failure 1 "cannot read the alternatives in '/var/lib/alternatives/iptables'" \
                in_image /iptables-wrapper-installer $task
            expect_equal "tree after $change" "$before" "$(tree .)"
        done
    done
    exit ;;
*) fail "no such case: $1" ;;
esac

before=$(tree .)
install_wrapper
expect_commands_run wrapper
expect_part "record" auto "$(head -n 1 "$record")"
expect_part "record" /usr/sbin/iptables-wrapper "$(cat "$record")"
case $1 in
linked) # which others can never write
    expect_equal "mode of the record" 644 "$(stat -c %a "$record")"
    install_wrapper --uninstall --no-cleanup
    expect_equal "mode of the record" 644 "$(stat -c %a "$record")"
    expect_equal "record" "$(cat "$image/opt/record")" "$(cat "$record")"
    exit ;;
apply) expect_equal "the other follower" /usr/sbin/iptables-legacy-save "$(readlink "$image/etc/alternatives/apply")" ;;
lenient)
    expect_success in_image alternatives --display iptables
    install_wrapper --uninstall --no-cleanup
    expect_commands_run nft
    expect_equal "priorities" "0xA	service 10" "$(grep -x -e '0xA.*' -e 10 "$record" | paste -s -d ' ')"
    exit ;;
header-alone)
    plant_hint legacy
    in_image iptables -S >"$work/rules"
    install_wrapper --uninstall
    expect_commands_run nft
    expect_equal "record" "$(sed '/^$/q' "$record")" "$(cat "$record")"
    exit ;;
esac
if [ "$1" = package-removed ]; then
    for mode in nft legacy; do
        in_image alternatives --remove iptables /usr/sbin/iptables-$mode
    done
    rm "$image"/usr/sbin/{x,ip,ip6}tables-{nft,legacy}*
    expect_success in_image /usr/sbin/alternatives --display iptables
    install_wrapper --uninstall
    expect_equal "what is left" "" "$(find "$image"/{etc,usr/sbin,var/lib} -name 'ip*tables*' -path '*alternatives*' \
        -o -path '*/sbin/ip*tables*' ! -name 'iptables-apply' ! -name 'ip6tables-apply' ! -name '*-translate')"
    exit
fi
plant_hint legacy
in_image iptables -S >"$work/rules"
expect_commands_run legacy
install_wrapper
expect_commands_run wrapper
install_wrapper --uninstall --no-cleanup
rm "$image/iptables-wrapper-installer"
expect_equal "tree after --uninstall" "$before" "$(tree .)"
