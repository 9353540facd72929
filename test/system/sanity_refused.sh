#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# sanity_refused.sh CASE: what is not fit for use is refused with exit status 3, a line that names the file and a hint, and nothing has
# changed. --no-sanity-check installs all the same, if there is an iptables at all.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_plain_links
installable=yes hint='install iptables'
case $1 in
no-iptables) rm -f "$image"/usr/sbin/{ip6tables,iptables}* && part="it is not in /usr/sbin, /sbin or /usr/bin" installable=no ;;
not-executable) chmod 644 "$image/usr/sbin/xtables-nft-multi" && part=executable hint='make it and its program interpreter executable' ;;
1.8.3) answer legacy 'echo "iptables-save v1.8.3 (legacy)"' && part=1.8.3 ;;
hangs) answer legacy 'sleep 1000' && part=/usr/sbin/iptables-legacy-save hint='install the iptables package again' ;;
esac

bring_installer
before=$(tree .)
expect_failure 3 "$part" in_image /iptables-wrapper-installer
expect_part "stderr" "iptables-wrapper-installer: error: cannot " "$stderr"
expect_part "stderr" "iptables-wrapper-installer: hint: $hint" "$stderr"
expect_equal "tree" "$before" "$(tree .)"

if [ $installable = no ]; then
    expect_failure 3 "$part" in_image /iptables-wrapper-installer --no-sanity-check
    expect_equal "tree" "$before" "$(tree .)"
else
    expect_success in_image /iptables-wrapper-installer --no-sanity-check
    expect_equal "what iptables leads to" /usr/sbin/iptables-wrapper "$(what_runs iptables)"
fi
