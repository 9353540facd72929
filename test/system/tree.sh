#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# tree.sh: what scenarios compare notices each change of the image, whether it is in the upper layer or on a mount.
. "$(dirname "$0")/../lib/scenario.sh"

notices() {
    "${@:2}"
    after=$(tree "${place-.}")
    [ "$after" != "$before" ] || fail "not noticed: $1"
    before=$after
}
same() { expect_equal "listing $1" "$before" "$(tree "${place-.}")"; }
overwrite() { head -c "$(stat -c %s "$1")" /dev/zero | dd of="$1" conv=notrunc status=none; }

new_image
before=$(tree .)
sums() { grep -E '^[0-9a-f]{64} ' | sort -k 2; }
if [ -e "$image.sums" ]; then # otherwise there is no overlayfs here
    expect_equal "sums of an image that nobody has changed" "" "$(sums <<<"$before")"
    mv "$image.sums" "$work/kept"
    before=$(tree .)
    mv "$work/kept" "$image.sums"
fi
expect_equal "all sums" "$(cd "$image" && find . \( -path ./proc -o -path ./dev -o -path ./run -o -path ./var/log \) -prune -o -type f -print0 |
    xargs -0 sha256sum | sort -k 2)" "$(sums <<<"$before")"
before=$(tree .)
touch -m "$image/etc/fstab" && chmod 700 "$image/etc/fstab" && chmod 644 "$image/etc/fstab"
same "of a file that was copied up as it is"
notices "other content of the same size" overwrite "$image/usr/sbin/xtables-nft-multi"
notices "a removed file" rm "$image/usr/sbin/xtables-legacy-multi"
notices "a directory in its place" mkdir "$image/usr/sbin/xtables-legacy-multi"
notices "a new file" touch "$image/etc/new"
notices "a renamed directory" mv "$image/usr/share/doc/nftables" "$image/usr/share/doc/nft"
notices "another mode" chmod 600 "$image/etc/passwd"
place=usr/share/doc/iptables before=$(tree usr/share/doc/iptables)
mount --bind "$image/usr/share" "$image/usr/share"
same "under a part that is mounted over itself"
notices "a change through that" overwrite "$image/usr/share/doc/iptables/copyright"
cp -a "$image/usr/share/doc" "$work/doc"
mount -t tmpfs tmpfs "$image/usr/share"
mv "$work/doc" "$image/usr/share/doc"
same "under another mount with the same content"
notices "a change on another mount" overwrite "$image/usr/share/doc/iptables/changelog.Debian.gz"
