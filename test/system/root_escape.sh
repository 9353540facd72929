#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# root_escape.sh WAY: with --root, nothing outside is taken for a part of the directory, and nothing there is changed, whatever the links
# inside say: they mean paths inside.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_plain_links
outside=$work/outside
cp -a "$image/usr/sbin" "$outside"
mv "$image/usr/sbin" "$image/usr/real-sbin"
inside=${outside#/}
case $1 in
absolute) ln -s "$outside" "$image/usr/sbin" ;;
relative) ln -s "../../../../../../../../../../$inside" "$image/usr/sbin" ;;
dangling) ln -s "$outside" "$image/usr/sbin" && inside= ;;
foreign)
    # Programs of another architecture: the magic of s390x, which this kernel cannot run.
    mv "$image/usr/real-sbin" "$image/usr/sbin" && inside=
    for mode in nft legacy; do
        printf '\177ELF\2\2\1\0\0\0\0\0\0\0\0\0\0\2\0\26%32s' '' >"$image/usr/sbin/xtables-$mode-multi"
    done ;;
esac
if [ -n "$inside" ]; then
    mkdir -p "$image/${inside%/*}"
    mv "$image/usr/real-sbin" "$image/$inside"
fi
before=$(image=$outside tree .)
expect_refusal() {
    local within
    within=$(tree .)
    expect_failure 3 "$1" "$bin/iptables-wrapper-installer" --root "$image"
    expect_equal "tree" "$within" "$(tree .)"
}

case $1 in
absolute | relative)
    expect_success "$bin/iptables-wrapper-installer" --root "$image"
    expect_equal "installed" iptables-wrapper "$(readlink "$image/$inside/iptables")" ;;
dangling) expect_refusal "cannot find 'iptables'" ;;
foreign)
    expect_refusal "another architecture"
    expect_part "hint" "--no-sanity-check" "$stderr"
    expect_success "$bin/iptables-wrapper-installer" --no-sanity-check --root "$image"
    expect_equal "installed" iptables-wrapper "$(readlink "$image/usr/sbin/iptables")" ;;
esac
expect_equal "tree outside" "$before" "$(image=$outside tree .)"
