#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A set-uid wrapper in the hands of an ordinary user: none of the user's settings count. A second name for it in the user's directory, with
# the user's programs beside it, runs and changes nothing there or in root's place.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
plant_hint legacy
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
