#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# recursion.sh KIND: the wrapper itself is in place of the real program. It does not call itself for ever, but says so and ends with 125.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
plant_hint nft
cd "$image/usr/sbin"
rm iptables-nft
case $1 in
link) ln -s iptables-wrapper iptables-nft ;;
hard-link) ln iptables-wrapper iptables-nft ;;
copy) cp iptables-wrapper iptables-nft ;;
copied-multi) cp iptables-wrapper xtables-nft-multi && ln -s xtables-nft-multi iptables-nft ;;
esac
for name in iptables iptables-nft; do
    expect_failure 125 "iptables-wrapper: error: " in_image timeout 60 "$name" -S
done
