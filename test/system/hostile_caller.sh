#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# hostile_caller.sh LAYOUT: whoever starts the installer or the wrapper may give it an environment full of traps, closed standard
# descriptors, ignored signals and a umask that forbids everything. The installation is the same, the call is the same, and no message ends
# up in a file that was opened as descriptor 2.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_layout "$1"
# listing: what there is, with modes and contents; without update-alternatives' own logs.
listing() {
    local place
    for place in etc usr/sbin var/lib/dpkg/alternatives var/lib/iptables-wrapper; do
        [ ! -d "$image/$place" ] || tree "$place"
    done
}
renew() {
    expect_success in_image /iptables-wrapper-installer --uninstall --no-cleanup
    expect_equal "after --uninstall" "$bare" "$(listing)"
}
bring_installer
bare=$(listing)
expect_success in_image /iptables-wrapper-installer --no-cleanup
good=$(listing)
renew

# Traps: each program that is found through PATH, and each file that a shell or the dynamic loader takes from the environment,
# would leave a mark.
mkdir "$image/traps"
# shellcheck disable=SC2016 # $0 is the one of the trap
printf '#!/bin/sh\necho "$0" >>/traps/sprung\n' >"$image/traps/trap"
chmod 755 "$image/traps/trap"
for name in update-alternatives alternatives iptables-nft-save iptables-legacy-save xtables-nft-multi sh rm ln cp chroot dpkg-query; do
    ln -s trap "$image/traps/$name"
done
traps=(PATH=/traps BASH_ENV=/traps/trap ENV=/traps/trap LD_PRELOAD=/traps/lib.so LD_LIBRARY_PATH=/traps LD_AUDIT=/traps/lib.so
    TMPDIR=/traps IFS=/ LANGUAGE=de LOCPATH=/traps LANG=/traps/trap LC_MESSAGES=de_DE.UTF-8 DPKG_ADMINDIR=/traps DPKG_FORCE=all
    GLIBC_TUNABLES=glibc.malloc.perturb=255 MALLOC_PERTURB_=255 POSIXLY_CORRECT=1 XTABLES_LIBDIR=/traps HOME=/traps)
among_traps() { env -i "${traps[@]}" /usr/sbin/chroot "$image" "$@"; }
expect_success among_traps /iptables-wrapper-installer --no-cleanup
expect_part "stdout" "created '/usr/sbin/iptables-wrapper'" "$stdout"
expect_equal "stderr" "" "$(grep -v '^ERROR: ld.so' <<<"$stderr")" # chroot's own loader
expect_equal "installation among traps" "$good" "$(listing)"
expect_failure 125 "cannot use IPTABLES_WRAPPER_MODE 'both': it must be nft, legacy or auto, in lower case" \
    env -i PATH=/traps LC_ALL=de_DE.UTF-8 IPTABLES_WRAPPER_MODE=both /usr/sbin/chroot "$image" /usr/sbin/iptables -S
expect_equal "traps sprung" "" "$(cat "$image/traps/sprung" 2>/dev/null)"
renew

# without_streams COMMAND...: with all three closed, so that the first files that are opened get their numbers.
without_streams() { in_image "$@" <&- >&- 2>&-; }
expect_success without_streams /iptables-wrapper-installer --no-cleanup
expect_equal "installation without streams" "$good" "$(listing)"
"${clean_environment[@]}" strace -qq -o "$work/trace" -e trace=execve,close \
    chroot "$image" /iptables-wrapper-installer --dry-run <&- >&- 2>&-
expect_equal "closed as stderr by the installer" "" \
    "$(sed '0,/^execve("\/iptables-wrapper-installer"/d' "$work/trace" | grep '^close(2)' || true)"
plant_hint nft
expect_success without_streams iptables -A FORWARD -s 192.0.2.1
expect_equal "rules in nft" 1 "$(count_rules nft iptables 192.0.2.1)"
in_image iptables-wrapper --reset >"$work/reset"
expect_equal "installation, after a call without streams" "$good" "$(listing)"
outcome_of without_streams /iptables-wrapper-installer --no-such-option
expect_equal "exit status" 2 "$status"
outcome_of without_streams env IPTABLES_WRAPPER_MODE=both /usr/sbin/iptables -S
expect_equal "exit status" 125 "$status"
outcome_of without_streams env IPTABLES_WRAPPER_DEBUG=1 /usr/sbin/iptables -A FORWARD -s 192.0.2.1
expect_equal "exit status" 0 "$status"
in_image iptables-wrapper --reset >"$work/reset"
outcome_of without_streams iptables-wrapper --detect
expect_equal "exit status of what cannot be said" 1 "$status"
expect_equal "installation, after messages to nobody" "$good" "$(listing)"
renew

# Without a /dev/null to take their place, and with an error to be reported.
umount "$image/dev/null"
rm "$image/dev/null"
mv "$image/usr/sbin/ip6tables-nft" "$image/ip6tables-nft"
before=$(listing)
outcome_of without_streams /iptables-wrapper-installer --no-cleanup
expect_equal "exit status" 3 "$status"
expect_equal "after a refusal" "$before" "$(listing)"
mv "$image/ip6tables-nft" "$image/usr/sbin/ip6tables-nft"
expect_success without_streams /iptables-wrapper-installer --no-cleanup
expect_equal "installation without /dev/null" "$good" "$(listing)"
: >"$image/dev/null"
mount --bind /dev/null "$image/dev/null"
renew

# SIGCHLD ignored, all other signals blocked or ignored, and a umask that leaves nothing.
badly_started() { (trap '' CHLD TERM INT HUP PIPE XFSZ USR1 ALRM && umask 0777 && in_image "$@"); }
expect_success badly_started /iptables-wrapper-installer --no-cleanup
expect_equal "installation with umask 0777" "$good" "$(listing)"
expect_success badly_started iptables -A FORWARD -s 192.0.2.2
expect_equal "rules in nft" 1 "$(count_rules nft iptables 192.0.2.2)"
expect_commands_run nft
in_image iptables-wrapper --reset >"$work/reset"
renew
