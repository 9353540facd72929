#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# diagnostics.sh PROGRAM: each error and warning of its manual is met, in the manual's words, and with the exit status that stands there in
# parentheses: 1 if none does, and 0 with a warning.
. "$(dirname "$0")/../lib/scenario.sh"

program=$1
manual=$checkout/packaging/manuals/$program.8
blindly() { setpriv --bounding-set=-net_admin "${clean_environment[@]}" chroot "$image" "$@"; }
switch_to() { for command in "${commands[@]}"; do ln -sfn "${command/tables/tables-$1}" "$image/usr/sbin/$command"; done; }
run_installer() { in_image /iptables-wrapper-installer "$@"; }

# A part of each diagnostic, what is to be prepared in a new image, and what is then run; or the test of it, where that takes more than
# two lines or a minute.
rows_of_iptables-wrapper() {
    cat <<'END'
no such file, and the host uses|plant_hint legacy; rm "$image"/usr/sbin/{iptables-legacy,xtables-legacy-multi}|in_image iptables -S
it is the wrapper, where the real|plant_hint nft; cp "$image"/usr/sbin/{iptables-wrapper,xtables-nft-multi}|in_image iptables -S
cannot choose between|plant_hint legacy|blindly env IPTABLES_WRAPPER_GUESS=never iptables -S
cannot use NAME||in_image env IPTABLES_WRAPPER_MODE=none iptables -S
guessing MODE: cannot|stand_in nft|in_image setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=+net_admin,+net_raw --ambient-caps=+net_admin,+net_raw iptables -A INPUT
but only MODE is|on_host iptables-legacy -t mangle -A INPUT -j ACCEPT; rm "$image"/usr/sbin/{iptables-legacy,xtables-legacy-multi}|in_image iptables -S
no evidence after||in_image iptables-wrapper --switch --wait 1
the kernel refuses to answer|plant_hint legacy|blindly iptables-wrapper --detect --wait 1
but the host uses MODE (EVIDENCE)|plant_hint legacy; switch_to nft|in_image iptables-wrapper --verify
but the host needs MODE|switch_to nft|"$bin/without_nft" "${clean_environment[@]}" chroot "$image" iptables-wrapper --verify
another process has changed it meanwhile|system/overtaken.sh
others may write to it|mkdir -m 777 "$image/srv/links"|in_image iptables-wrapper --switch --links /srv/links
cannot replace|rm "$image/usr/sbin/ip6tables"; echo >"$image/usr/sbin/ip6tables"|in_image iptables-wrapper install
has held the lock||flock "$image" "${clean_environment[@]}" chroot "$image" iptables-wrapper --reset
END
}
rows_of_iptables-wrapper-installer() {
    cat <<'END'
it is not in /usr/sbin|rm "$image"/usr/sbin/iptables|run_installer
is older than|answer nft 'echo "iptables v1.8.3 (nf_tables)"'|run_installer
for another architecture|printf '\2' >"$work/byte"; dd if="$work/byte" of="$image/usr/sbin/xtables-nft-multi" bs=1 seek=18 conv=notrunc status=none|run_installer
is not the wrapper of this installer|echo text >"$image/iptables-wrapper"|run_installer
has held the lock|unit/common/change_lock.cpp
not root (uid||in_image setpriv --reuid=1000 --clear-groups /iptables-wrapper-installer
comes before|ln -s /usr/sbin/iptables-nft "$image/usr/local/sbin/iptables"|run_installer
than the installer|printf '\2' >"$work/byte"; dd if="$work/byte" of="$image/usr/sbin/xtables-nft-multi" bs=1 seek=18 conv=notrunc status=none|run_installer --check
does not lead through|ln -s /usr/sbin/iptables-nft "$image/usr/bin/iptables"|run_installer
on another file system|mount -t tmpfs tmpfs "$image/mnt"; mv "$image/iptables-wrapper-installer" "$image/mnt/"|in_image /mnt/iptables-wrapper-installer
left where it is|mount --bind "$image/iptables-wrapper-installer"{,}|run_installer
END
}

# The diagnostics, each with its exit status.
sed -n '/^\.Sh DIAGNOSTICS/,/^\.Sh SEE/p' "$manual" | awk '
    function tell() { if (text != "") print text "|" status }
    /^\.It / { tell(); text = substr($0, 5); status = text ~ /^error/ ? 1 : 0 }
    !/^\./ && match($0, /\([0-9]+\)/) { status = substr($0, RSTART + 1, RLENGTH - 2) }
    /^\.Sh SEE|^These are warnings of/ { tell(); text = ""; exit }
    END { tell() }' | grep -E '^(error|warning): ' >"$work/diagnostics"
[ "$(wc -l <"$work/diagnostics")" -ge 5 ] || fail "hardly a diagnostic in the manual"

"rows_of_$program" >"$work/rows"
while IFS='|' read -r diagnostic wanted <&3; do
    row=$(while IFS='|' read -r part rest; do [[ $diagnostic != *"$part"* ]] || echo "$rest"; done <"$work/rows")
    [ -n "$row" ] || fail "nothing is known of the diagnostic '$diagnostic'"
    if [[ $row != *"|"* ]]; then
        [ -e "$checkout/test/$row" ] || fail "no such test: $row"
        continue
    fi
    umount --recursive "$work/image" 2>/dev/null || true
    rm -rf "$work"/image*
    new_image
    use_layout plain
    bring_installer
    [ "$program" != iptables-wrapper ] || run_installer --quiet
    eval "${row%%|*}"
    outcome_of eval "${row#*|}"
    expect_equal "exit status with '$diagnostic' ($stderr)" "$wanted" "$status"
    pattern=$(sed -E "s/'[A-Z]+'/'*'/g; s/\b[A-Z]{4,}(_[A-Z]+)*\b/*/g" <<<"$program: $diagnostic")
    met=no
    while read -r line; do
        # shellcheck disable=SC2053 # it is a pattern
        [[ $line != $pattern* ]] || met=yes
    done <<<"$stderr"
    [ $met = yes ] || fail "'$diagnostic' is not in: $stderr"
    on_host nft flush ruleset
    on_host iptables-legacy -t mangle -F
    ! on_host iptables-legacy -t mangle -X KUBE-IPTABLES-HINT 2>/dev/null || true
done 3<"$work/diagnostics"
