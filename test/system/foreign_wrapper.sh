#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# foreign_wrapper.sh KIND: a file that is not this project's wrapper for this machine lies beside the installer under the wrapper's name, or
# is named with --wrapper. It is refused with exit status 3, its name and a remedy. Nothing has changed, and nothing of it is run.
. "$(dirname "$0")/../lib/scenario.sh"

# version_note VERSION: a copy of the wrapper that says it is of that version, of as many digits as ours.
version_note() {
    local own
    own=$("$bin/iptables-wrapper" --version | sed 's/.* //')
    LC_ALL=C sed "s/\(iptables-wrapper\x00*\)$own/\1$1/" "$bin/iptables-wrapper"
}

new_image
mkdir "$image/tools"
cp "$bin/iptables-wrapper-installer" "$image/tools/"
neighbour=$image/tools/iptables-wrapper
case $1 in
text) echo '#!/bin/sh' >"$neighbour" && part='it is not a program' ;;
empty) : >"$neighbour" && part='it is not a program' ;;
program) cp "$image/bin/true" "$neighbour" && part="it does not say that it is this project's iptables-wrapper" ;;
architecture) # e_machine of elf(5)
    part='it is a program for another architecture'
    cp "$bin/iptables-wrapper" "$neighbour"
    printf '\x2a\x00' | dd of="$neighbour" bs=1 seek=18 conv=notrunc status=none ;;
cut-off) head -c 50000 "$bin/iptables-wrapper" >"$neighbour" && part='it is cut off or damaged' ;;
version) version_note 0.9.9 >"$neighbour" && part='it is version 0.9.9, this installer is ' ;;
directory) mkdir "$neighbour" && part='not a regular file' ;;
fifo) mkfifo "$neighbour" && part='not a regular file' ;;
esac

before=$(tree .)
for option in --quiet --dry-run; do
    expect_failure 3 "error: cannot install '/tools/iptables-wrapper': $part" \
        in_image /tools/iptables-wrapper-installer $option
    expect_part "stderr" "hint: remove it, or no longer copy it into the image: the installer has its wrapper inside" "$stderr"
done
expect_equal "tree" "$before" "$(tree .)"

mv "$neighbour" "$image/named"
if [ "$1" != version ]; then
    before=$(tree .)
    expect_failure 3 "error: cannot install '/named': $part" in_image /tools/iptables-wrapper-installer --wrapper /named
    expect_part "stderr" "hint: leave out --wrapper" "$stderr"
    expect_equal "tree" "$before" "$(tree .)"
    expect_failure 3 "error: cannot install '$image/named': $part" \
        "$bin/iptables-wrapper-installer" --root "$image" --wrapper "$image/named"
else
    expect_success in_image /tools/iptables-wrapper-installer --no-cleanup --wrapper /named
    expect_part "stderr" "warning: '/named' is not this installer's: $part" "$stderr"
    expect_equal "installed wrapper" "" "$(cmp "$image/named" "$image/usr/sbin/iptables-wrapper")"
    outcome_of in_image /tools/iptables-wrapper-installer --check
    expect_equal "exit status" 3 "$status"
    expect_part "--check" "version 0.9.9" "$stdout"
fi
expect_success in_image /tools/iptables-wrapper-installer --no-cleanup
expect_equal "installed wrapper" "$("$bin/iptables-wrapper" --version)" "$(in_image iptables-wrapper --version)"
expect_success in_image /tools/iptables-wrapper-installer --check
