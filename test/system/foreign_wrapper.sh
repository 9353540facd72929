#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# foreign_wrapper.sh: what lies beside the installer under the wrapper's name must be the wrapper inside it, byte for byte. Anything else is
# refused with exit status 3, its name and a remedy: also one of ours that was changed, cut off or has another version. Nothing has changed,
# and nothing of it is run. Nor is the installed file called ours where it differs in a byte, or is not root's.
. "$(dirname "$0")/../lib/scenario.sh"

# refused REASON COMMAND [ARGUMENT]...: the command makes the neighbour, whose path is its last argument.
refused() {
    local reason=$1 before option
    "${@:2}" "$neighbour" || fail "cannot make the neighbour"
    before=$(tree .)
    for option in --quiet --dry-run; do
        expect_failure 3 "error: cannot install '/tools/iptables-wrapper': $reason" in_image /tools/iptables-wrapper-installer $option
        expect_part "stderr" "hint: delete it, for the installer has its wrapper inside; or take both from one release" "$stderr"
    done
    expect_failure 3 "error: cannot install '$neighbour': $reason" "$image/tools/iptables-wrapper-installer" --root "$image"
    expect_equal "tree" "$before" "$(tree .)"
    rm -r "$neighbour"
}
with_a_byte_appended() { cp "$bin/iptables-wrapper" "$1" && echo >>"$1"; }
with_a_byte_changed() { cp "$bin/iptables-wrapper" "$1" && printf x | dd of="$1" bs=1 seek=50000 conv=notrunc status=none; }
cut_off() { head -c 50000 "$bin/iptables-wrapper" >"$1"; }
text() { echo '#!/bin/sh' >"$1"; }

new_image
mkdir "$image/tools"
cp "$bin/iptables-wrapper-installer" "$image/tools/"
neighbour=$image/tools/iptables-wrapper
ours='it is not the wrapper of this installer ('
refused "$ours" text
refused "$ours" touch
refused "$ours" cp "$image/bin/true"
refused "$ours" with_a_byte_appended
refused "$ours" with_a_byte_changed
refused "$ours" cut_off
refused 'not a regular file' mkdir
refused 'not a regular file' mkfifo
refused 'no such file or directory' ln -s /nowhere

cp "$bin/iptables-wrapper" "$neighbour"
expect_success in_image /tools/iptables-wrapper-installer --no-cleanup
expect_success in_image /tools/iptables-wrapper-installer --check

# refused_by_check ROW COMMAND...: the command harms the installed file, and installing again mends it.
wrapper=$image/usr/sbin/iptables-wrapper
mended() {
    local row=$1
    "${@:2}"
    outcome_of in_image /tools/iptables-wrapper-installer --check
    expect_equal "exit status" 3 "$status"
    expect_part "--check" "bad  wrapper   '/usr/sbin/iptables-wrapper':$row" "$(tr -s ' ' <<<"$stdout" | sed 's/wrapper /wrapper   /; s/bad /bad  /')"
    expect_success in_image /tools/iptables-wrapper-installer --no-cleanup
    expect_part "stdout" "replaced '/usr/sbin/iptables-wrapper'" "$stdout"
    expect_success in_image /tools/iptables-wrapper-installer --check
}
mended " is not this installer's (" with_a_byte_appended "$wrapper"
mended " belongs to uid 1000 with mode 0755, and must belong to root" chown 1000 "$wrapper"
mended " belongs to uid 0 with mode 0775, and must belong to root with mode 0755" chmod g+w "$wrapper"

# Programs that the wrapper's machine does not run: of a 32-bit system, and of another architecture (elf(5): EI_CLASS, e_machine).
for change in '4 \001' '18 \052'; do
    program=$image/usr/sbin/xtables-legacy-multi
    cp "$program" "$work/kept"
    # shellcheck disable=SC2059 # the byte
    printf "${change#* }" | dd of="$program" bs=1 seek="${change% *}" conv=notrunc status=none
    before=$(tree .)
    expect_failure 3 "it is a program for another architecture than the wrapper" in_image /tools/iptables-wrapper-installer
    expect_part "stderr" "hint: take the installer for the platform of this system" "$stderr"
    expect_equal "tree" "$before" "$(tree .)"
    outcome_of in_image /tools/iptables-wrapper-installer --check
    expect_part "--check" "bad  mode      'legacy'" "$stdout"
    expect_part "stderr of --check" "warning: this iptables is for another architecture than the installer: neither" "$stderr"
    cp "$work/kept" "$program"
done
