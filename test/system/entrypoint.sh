#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# entrypoint.sh: --switch [--wait SECONDS] [--links DIR] [-- PROGRAM [ARGUMENT...]] decides anew at each start, makes the commands in a
# directory of the caller's, and becomes the program: the same process, which receives what it would have received without the wrapper. What
# cannot be done is said in one line, and nothing is changed.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
cp "$bin/receiver" "$image/usr/bin/agent"
mkdir -m 755 "$image"/srv/{links,other,program}
links=/srv/links
expect_links() {
    local command
    for command in "${commands[@]}"; do
        expect_equal "$command" "${1:+/usr/sbin/${command/tables/tables-$1}}" "$(readlink "$image$links/$command" || true)"
    done
}
entrypoint() { in_image iptables-wrapper --switch "$@"; }

# The first process of a container does not die of signals unless it asks for them. It does while it waits.
unshare --pid --fork "${clean_environment[@]}" chroot "$image" iptables-wrapper --switch --wait 600 -- agent 2>"$work/waits" &
await "the waiting" grep -qs "note: waiting up to 600 s" "$work/waits"
kill -TERM "$(pgrep -P $!)"
status=0
wait $! || status=$?
expect_equal "exit status of process 1 after SIGTERM" 143 "$status"

# Each start decides anew, and what is not permanent leads to the wrapper again.
for mode in legacy nft; do
    plant_hint $mode
    expect_success entrypoint -- agent
    expect_commands_run $mode
    expect_success entrypoint --links $links
    expect_part "--links" "linked '$links/ip6tables-save' -> '/usr/sbin/ip6tables-$mode-save'" "$stdout"
    expect_links $mode
    expect_success entrypoint --links $links
    expect_equal "lines of a second time" "6 of 7" "$(grep -c '^unchanged ' <<<"$stdout") of $(wc -l <<<"$stdout")"
    on_host iptables-$mode -t mangle -X KUBE-IPTABLES-HINT
done
on_host iptables-legacy -A INPUT -s 192.0.2.9 -j DROP
expect_success entrypoint
expect_commands_run wrapper
expect_success entrypoint --links $links
expect_links legacy
expect_equal "leftovers" "" "$(find "$image" -xdev -name '.iptables-wrapper-*')"
on_host iptables-legacy -F
plant_hint nft

# What the program receives, with --links and without.
circumstances='trap "" HUP PIPE; umask 031; cd /var/lib; exec 5</etc/services 9<>/etc/hostname; exec "$@"'
call() { printf 'some\ninput' | env -i PATH=/usr/sbin:/usr/bin ODD=$'a b\nc' EMPTY= chroot "$image" /usr/bin/env --block-signal=USR2 sh -c "$circumstances" sh "$@" | sed '/^fd [01]:/d'; }
arguments=(-A '' 'two words' -- --wait $'line\nfeed')
direct=$(call /usr/bin/agent "${arguments[@]}")
expect_part "what arrives" "signal 1 ignored" "$direct"
expect_equal "what arrives" "$direct" "$(call iptables-wrapper --switch -- /usr/bin/agent "${arguments[@]}")"
expect_equal "what arrives with --links" "${direct/PATH=/PATH=$links:}" "$(call iptables-wrapper --switch --links=$links -- /usr/bin/agent "${arguments[@]}")"
expect_equal "what arrives when started twice" "${direct/PATH=/PATH=$links:}" \
    "$(call iptables-wrapper --switch --links=$links -- iptables-wrapper --switch --links $links -- /usr/bin/agent "${arguments[@]}")"
outcome_of env -i /usr/sbin/chroot "$image" /usr/sbin/iptables-wrapper --switch --links $links -- agent
expect_part "the environment without PATH" "environ PATH=$links:/usr/local/bin:/bin:/usr/bin" "$stdout"
expect_equal "the PATH that commands are found by" "$links/iptables" "$(entrypoint --links $links -- sh -c 'command -v iptables')"
outcome_of entrypoint -- sh -c 'exit 37'
expect_equal "exit status" 37 "$status"
mkfifo "$work/output"
(exec "${clean_environment[@]}" chroot "$image" iptables-wrapper --switch -- agent wait) >"$work/output" &
exec 4<"$work/output"
read -r -t 60 line <&4
expect_equal "process id" "pid $!" "$line"
kill -TERM $!
read -r -t 60 line <&4
expect_equal "after SIGTERM" "received SIGTERM" "$line"
wait $!

# Where the commands cannot be switched, each call decides; that does not keep the program from running.
in_image iptables-wrapper --reset >"$work/reset"
mount -o remount,bind,ro "$image"
expect_success entrypoint -- agent
expect_equal "stderr on a read-only root" "" "$stderr"
expect_failure 1 "cannot change the link '/usr/sbin/iptables': read-only file system" entrypoint
mount -o remount,bind,rw "$image"

# refuse STATUS PART OPTION...: one line and perhaps a hint, and nothing has changed.
before=$(tree .)
refuse() {
    expect_failure "$1" "$2" entrypoint "${@:3}"
    expect_equal "lines on stderr" 1 "$(grep -vc '^iptables-wrapper: hint: ' <<<"$stderr")"
    expect_equal "tree after $2" "$before" "$(tree .)"
}
for mode in nft legacy; do
    [ $mode = nft ] || { on_host iptables-nft -t mangle -X KUBE-IPTABLES-HINT && plant_hint legacy; }
    for further in "" "--links $links"; do
        # shellcheck disable=SC2086 # words
        {
            refuse 127 "cannot run 'nobody': no such file or directory" $further -- nobody
            refuse 127 "cannot run '/usr/bin/nobody': no such file or directory" $further -- /usr/bin/nobody
            refuse 126 "cannot run '/etc/passwd': permission denied" $further -- /etc/passwd
            refuse 126 "cannot run '/srv': permission denied" $further -- /srv
        }
    done
done
refuse 2 "'--' goes before a program" --
for words in "--links" "--links srv" "--links /a:/b" "-- "; do
    # shellcheck disable=SC2086 # words
    refuse 2 "try 'iptables-wrapper --help'" $words
done
expect_failure 2 "a program goes with --switch" in_image iptables-wrapper --detect -- agent
expect_failure 2 "--links goes with --switch" in_image iptables-wrapper --reset --links $links
chmod 775 "$image/srv/other"
ln "$image/etc/hostname" "$image/srv/program/ip6tables-save"
chown 65534 "$image/srv"
ln -s /usr/bin/true "$image/srv/links/foreign"
before=$(tree .)
refuse 1 "cannot make links in '/srv/none': no such file or directory" --links /srv/none
refuse 1 "cannot make links in '/etc/hostname': not a directory" --links /etc/hostname
refuse 1 "cannot make links in '/srv': it belongs to another user" --links /srv -- agent
refuse 1 "cannot make links in '/srv/other': others may write to it" --links /srv/other
refuse 1 "cannot make links in '/tmp': others may write to it" --links /tmp
refuse 1 "cannot make links in '/sbin': the commands themselves are there" --links /sbin
refuse 1 "cannot replace '/srv/program/ip6tables-save': it is something else, and would be lost" --links /srv/program -- agent
expect_equal "tree after a foreign file" "$before" "$(tree .)"
for volume in "mode=1777" "mode=777"; do # one for everybody's files, and one that is in use
    mount -t tmpfs -o "$volume" tmpfs "$image/srv/other"
    [ $volume = mode=1777 ] || touch "$image/srv/other/file"
    expect_failure 1 "cannot make links in '/srv/other': others may write to it" entrypoint --links /srv/other
    umount "$image/srv/other"
done
mount -t tmpfs -o mode=755,nr_inodes=5 tmpfs "$image/srv/other" # room for four links
outcome_of entrypoint --links /srv/other
expect_equal "exit status on a full disk" 1 "$status"
expect_part "stderr on a full disk" "no space left on device" "$stderr"
expect_equal "what is on the full disk" "" "$(ls -A "$image/srv/other")"
mount -o remount,nr_inodes=50 "$image/srv/other"
expect_success entrypoint --links /srv/other
umount "$image/srv/other"
before=$(tree .)

# Without the right to look, nothing is linked; and without the mode that the host asks for.
expect_failure 1 "operation not permitted" setpriv --bounding-set=-net_admin "${clean_environment[@]}" chroot "$image" sh -c \
    "iptables-wrapper --switch --links $links >/dev/null"
expect_equal "tree after a blind probe" "$before" "$(tree .)"
mv "$image/usr/sbin/iptables-legacy" "$image/usr/sbin/xtables-legacy-multi" "$image/srv/program/"
expect_failure 127 "no such file, and the host uses legacy" entrypoint --links $links -- agent
expect_links nft
mv "$image"/srv/program/{iptables-legacy,xtables-legacy-multi} "$image/usr/sbin/"

# Two containers that start at once on one directory, with both modes on the host in turn.
for ((round = 0; round < 20; round++)); do
    rm -f "$image$links"/ip*
    for _ in 1 2; do entrypoint --links $links -- true & done 2>"$work/said"
    wait
    expect_equal "what two at once say" "" "$(cat "$work/said")"
    expect_links legacy
done

# Set-uid, it would be root for anybody. Capabilities of its file alone stay with it.
chmod 4755 "$image/usr/sbin/iptables-wrapper"
as_user() { setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=+sys_chroot --ambient-caps=+sys_chroot "${clean_environment[@]}" chroot "$image" "$@"; }
for words in "--links $links" "-- agent"; do
    # shellcheck disable=SC2086 # words
    expect_failure 1 "the wrapper is set-uid or set-gid" as_user iptables-wrapper --switch $words
done
chmod 755 "$image/usr/sbin/iptables-wrapper"
setcap cap_net_admin,cap_net_raw+eip "$image/usr/sbin/iptables-wrapper"
expect_success as_user iptables-wrapper --switch -- grep -E '^Cap(Prm|Eff|Amb)' /proc/self/status
expect_equal "capabilities of the program" "0000000000000000" "$(cut -f 2 <<<"$stdout" | sort -u)"
