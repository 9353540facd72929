#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# undo.sh LAYOUT OBSTACLE: one step of the installation cannot be done. It fails with exit status 1, says where, and the
# image is exactly as it was; with the obstacle out of the way, the installation succeeds.
. "$(dirname "$0")/../lib/scenario.sh"

make_read_only() {
    mount --bind "$image/$1" "$image/$1"
    mount -o remount,bind,ro "$image/$1"
}
# break_update_alternatives N|killed|hangs: makes its Nth changing call fail; one group is in manual mode, which takes three calls. Or each of
# them, its work done, is killed or goes on for ever.
break_update_alternatives() {
    local count=1 work_done='real-update-alternatives "$@";' ending
    case $1 in
    killed) ending='kill -KILL $$' part='killed by signal 9' ;;
    hangs) ending='sleep 1000' part='no answer within 60 seconds' ;;
    *) count=$1 work_done='' ending="echo 'error: out of order' >&2; exit 2" part='out of order' ;;
    esac
    in_image update-alternatives --set ip6tables /usr/sbin/ip6tables-legacy >"$work/set"
    mv "$image/usr/bin/update-alternatives" "$image/usr/bin/real-update-alternatives"
    cat >"$image/usr/bin/update-alternatives" <<END
#!/bin/sh
case \$1 in --install | --auto | --set) echo x >>/run/calls ;; esac
[ ! -e /run/calls ] || [ \$(wc -l </run/calls) -lt $count ] || { $work_done $ending; }
exec real-update-alternatives "\$@"
END
    chmod 755 "$image/usr/bin/update-alternatives"
    remedy='mv /usr/bin/real-update-alternatives /usr/bin/update-alternatives'
}

new_image
use_layout "$1"
case $2 in
wrapper-is-directory)
    part="'/usr/sbin/iptables-wrapper'" remedy='rmdir /usr/sbin/iptables-wrapper/full /usr/sbin/iptables-wrapper'
    mkdir -p "$image/usr/sbin/iptables-wrapper/full" ;;
record-is-file)
    part="'/var/lib/iptables-wrapper" remedy='rm /var/lib/iptables-wrapper'
    echo precious >"$image/var/lib/iptables-wrapper" ;;
first-command-is-directory | last-command-is-directory)
    command=iptables
    [ "$2" = first-command-is-directory ] || command=ip6tables-restore
    part="'/usr/sbin/$command'" remedy="rmdir /usr/sbin/$command/full /usr/sbin/$command"
    rm "$image/usr/sbin/$command"
    mkdir -p "$image/usr/sbin/$command/full" ;;
read-only-usr) part="read-only" remedy='' && make_read_only usr ;;
read-only-etc) part="read-only" remedy='' && make_read_only etc ;;
read-only-var) part="read-only" remedy='' && make_read_only var ;;
update-alternatives-*) break_update_alternatives "${2##*-}" ;;
esac

bring_installer
before=$(tree .)
expect_failure 1 "iptables-wrapper-installer: error: cannot " in_image /iptables-wrapper-installer --quiet
expect_part "stderr" "${part,,}" "${stderr,,}"
expect_equal "tree" "$before" "$(tree .)"
outcome_of in_image /iptables-wrapper-installer --json
expect_equal "exit status with --json" 1 "$status"
expect_equal "what it says was done" '[]' "$(jq -c .actions <<<"$stdout")"
expect_part "what JSON says" "$(tr -d \' <<<"${part,,}")" "${stdout,,}"
expect_equal "stderr beside JSON" "" "$stderr"

if [ -n "$remedy" ]; then
    # shellcheck disable=SC2086 # one word an argument
    expect_success in_image $remedy
    [ "$2" != first-command-is-directory ] || ln -s xtables-nft-multi "$image/usr/sbin/iptables"
    expect_success in_image /iptables-wrapper-installer
    expect_commands_run wrapper
fi
