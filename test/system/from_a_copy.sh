#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The tool called from a copy elsewhere speaks of the commands in the usual directories, and so it does with little stack. install fails
# where no real iptables lies beside the wrapper. What would be decided for good, but could not be kept here, is not called permanent.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/schemas.sh"

new_image_with plain
plant_hint legacy
for copy in /tmp/x /usr/libexec/iptables-wrapper /iptables-wrapper; do install -D "$bin/iptables-wrapper" "$image$copy"; done
little_stack() { in_image prlimit --core=0 --stack=98304 "$@"; }
before=$(tree .)
for copy in /tmp/x /usr/libexec/iptables-wrapper; do
    for task in "--detect" "--detect --json" "--verify"; do
        # shellcheck disable=SC2086 # words
        expect_success in_image iptables-wrapper $task
        real=$stdout
        # shellcheck disable=SC2086
        expect_success little_stack "$copy" $task
        expect_equal "$copy $task" "$real" "$stdout$stderr"
    done
    expect_success little_stack "$copy" --switch
    expect_commands_run legacy
    expect_success little_stack "$copy" --reset
    expect_equal "tree after $copy --reset" "$before" "$(tree .)"
done
for copy in /tmp/x /iptables-wrapper; do
    expect_failure 1 "no real iptables lies beside it" in_image "$copy" install
    expect_part "remedy" "put it into '/usr/sbin', or run iptables-wrapper-installer" "$stderr"
done
expect_equal "tree after installations in vain" "$before" "$(tree .)"

# expect_kept REASON: as --detect says, and as a call shows. With a reason, nothing is changed.
expect_kept() {
    before=$(tree usr)
    detect in_image
    expect_detected ".permanent, .not_permanent_because" "$([ -z "$1" ] && echo "true " || echo "false $1")"
    expect_success in_image iptables -S
    [ -z "$1" ] || expect_equal "tree after a call, $1" "$before" "$(tree usr)"
}
mkdir "$image/opt/wrapper"
mv "$image/usr/sbin/iptables-wrapper" "$image/opt/wrapper/"
link_commands_to /opt/wrapper/iptables-wrapper
ln -s /opt/wrapper/iptables-wrapper "$image/usr/bin/"
expect_kept "'/usr/sbin/iptables' is no link to a wrapper beside it"
for change in --switch --reset; do
    expect_failure 1 "cannot point the commands at '/usr/sbin/iptables-wrapper': no such file or directory" in_image /opt/wrapper/iptables-wrapper $change
done
rm "$image/usr/bin/iptables-wrapper"
mv "$image/opt/wrapper/iptables-wrapper" "$image/usr/sbin/"
for command in "${commands[@]}"; do ln -f "$image/usr/sbin/iptables-wrapper" "$image/usr/sbin/$command"; done
expect_kept "'/usr/sbin/iptables' is no link to a wrapper beside it"
link_commands_to iptables-wrapper
expect_kept ""

# A second way to a command goes on deciding, and keeps nothing; the first one is what --detect speaks of.
ln -s ../../sbin/iptables-wrapper "$image/usr/local/sbin/iptables"
expect_success in_image env IPTABLES_WRAPPER_DEBUG=2 /usr/local/sbin/iptables -V
expect_part "what it says" "not permanent: '/usr/sbin/iptables' leads to legacy already" "$stderr"
expect_part "what runs" "(legacy)" "$stdout"

# Nowhere a real program: the places are named.
rm "$image"/usr/sbin/{ip,ip6,x}tables-{nft,legacy}*
cp "$bin/iptables-wrapper" "$image/opt/wrapper/iptables"
expect_failure 127 "in '/opt/wrapper', '/usr/sbin', '/sbin' or '/usr/bin'" in_image env IPTABLES_WRAPPER_MODE= /opt/wrapper/iptables -S
