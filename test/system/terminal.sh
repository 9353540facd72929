#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# On a terminal, verdicts are in colour, unless NO_COLOR is set, and an installation ends with a closing line. Elsewhere there is neither.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
keep_installer
# on_terminal VARIABLE=VALUE OPTION...: keeps what the installer shows there in $shown.
on_terminal() {
    local variable=$1
    shift
    shown=$("${clean_environment[@]}" TERM=xterm "$variable" script -qec \
        "chroot '$image' /opt/iptables-wrapper-installer --no-cleanup $*" /dev/null </dev/null | tr -d '\r') || true
}

closing="iptables 1.8.9 will choose nft or legacy at its first call"
on_terminal NONE=
expect_equal "last line on a terminal" "$closing" "$(tail -n 1 <<<"$shown")"
expect_success installer
expect_equal "lines that are no actions" "" "$(grep -v ^unchanged <<<"$stdout" || true)"
expect_success installer --check
expect_equal "colours elsewhere" "" "$(grep $'\e' <<<"$stdout" || true)"
expect_equal "last line elsewhere" "$closing" "$(tail -n 1 <<<"$stdout")"

rm "$image/usr/sbin/ip6tables"
on_terminal NONE= --check
expect_part "good rows" $'\e[32mok \e[0m  wrapper   ' "$shown"
expect_part "bad row" $'\e[31mbad\e[0m  command   ' "$shown"
on_terminal NO_COLOR= --check # empty, it forbids nothing (https://no-color.org)
expect_part "bad row" $'\e[31mbad\e[0m  command   ' "$shown"
for variable in NO_COLOR=1 TERM=dumb; do
    on_terminal $variable --check
    expect_part "$variable" "bad  command   '/usr/sbin/ip6tables':" "$shown"
    expect_equal "colours with $variable" "" "$(grep $'\e' <<<"$shown" || true)"
done
