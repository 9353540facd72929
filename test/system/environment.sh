#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# IPTABLES_WRAPPER_MODE overrides the hint and makes nothing permanent. A mode that does not exist is an error. An empty variable counts as
# unset. A set-uid wrapper in the hands of an ordinary user ignores all settings; otherwise users could choose for root. A second name for
# it in the user's directory, with the user's programs beside it, runs and changes nothing there or in root's place.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
plant_hint legacy
for mode in nft legacy; do
    expect_success in_image env IPTABLES_WRAPPER_MODE=$mode iptables -A FORWARD -s 192.0.2.1
    expect_equal "rule in $mode" 1 "$(count_rules $mode iptables 192.0.2.1)"
    expect_commands_run wrapper
done
expect_failure 125 "IPTABLES_WRAPPER_MODE" in_image env IPTABLES_WRAPPER_MODE=nftables iptables -S
expect_commands_run wrapper
expect_success in_image env IPTABLES_WRAPPER_MODE= iptables -S
expect_commands_run legacy
in_image iptables-wrapper --reset >"$work/reset"

answer nft 'echo nft'
answer legacy 'echo legacy'
chmod 4755 "$image/usr/sbin/iptables-wrapper"
# The kernel sets AT_SECURE, since this caller is not root.
as_user() {
    setpriv --reuid 65534 --clear-groups --inh-caps=+sys_chroot --ambient-caps=+sys_chroot "${clean_environment[@]}" \
        "${settings[@]}" chroot "$image" "$@"
}
settings=()
for settings in MODE=nft MODE=nonsense GUESS=nonsense DEBUG=1 DEBUG=nonsense; do
    settings=("IPTABLES_WRAPPER_$settings")
    expect_success as_user iptables -S
    expect_equal "what ran with ${settings[*]}, and what was said" legacy "$stdout$stderr"
    expect_commands_run legacy
    in_image iptables-wrapper --reset >"$work/reset"
done
settings=()

mkdir "$image/home/user"
ln "$image/usr/sbin/iptables-wrapper" "$image/home/user/iptables-wrapper"
ln -s iptables-wrapper "$image/home/user/ip6tables"
ln -s /usr/sbin/iptables "$image/home/user/iptables"
for command in iptables-legacy iptables-nft ip6tables-legacy ip6tables-nft; do
    printf '#!/bin/sh\necho stolen\n' >"$image/home/user/$command"
    chmod 755 "$image/home/user/$command"
done
before=$(tree home/user)
for command in ip6tables iptables; do
    expect_success as_user "/home/user/$command" -S
    expect_equal "what ran, and what was said" legacy "$stdout$stderr"
done
expect_equal "the user's directory" "$before" "$(tree home/user)"
expect_commands_run legacy
