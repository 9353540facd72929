#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# manual_examples.sh PROGRAM: the commands under EXAMPLES in its manual do what they should, one after the other, on a host with a hint.
# Programs that are not ours are stand-ins: an agent that starts, and jq, which only has to get JSON.
. "$(dirname "$0")/../lib/scenario.sh"

program=$1
manual=$checkout/packaging/manuals/$program.8
sed -n '/^\.Sh EXAMPLES/,/^\.Sh DIAGNOSTICS/s/^\.Dl # //p' "$manual" | sed 's/\\-/-/g' >"$work/examples"
[ "$(wc -l <"$work/examples")" -ge 5 ] || fail "hardly an example in the manual"

new_image
plant_hint legacy
[ "$program" = iptables-wrapper-installer ] || install_wrapper --quiet
bring_installer
ln -s /iptables-wrapper-installer "$image/usr/local/sbin/iptables-wrapper-installer"
for stand_in in agent jq; do
    printf '#!/bin/sh\necho "%s: $*"\nexec cat\n' $stand_in >"$image/usr/local/bin/$stand_in"
    chmod 755 "$image/usr/local/bin/$stand_in"
done

# try_example COMMAND: in the image; as root of the machine where the example names another root, /mnt.
try_example() {
    [ -e "$image/iptables-wrapper-installer" ] || bring_installer
    case $1 in
    *" --root /mnt "*) "${clean_environment[@]}" bash -c "mount --bind '$image' /mnt && '$bin'/$1" ;;
    *) in_image env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin sh -ec "$1" </dev/null ;;
    esac
}
while read -r example; do
    expect_success try_example "$example"
    case $example in
    *" --dry-run") expect_commands_run nft ;; # Debian's choice: nothing is changed yet
    /iptables-wrapper-installer) expect_commands_run wrapper ;;
    *--uninstall) expect_commands_run nft ;;
    mkdir*) ;;
    *--links*)
        expect_part "$example" "agent: " "$stdout"
        expect_equal "a link of $example" /usr/sbin/ip6tables-legacy "$(readlink "$image/run/links/ip6tables")" ;;
    *--switch*)
        expect_commands_run legacy
        expect_part "$example" "agent: " "$stdout"
        expect_success in_image iptables-wrapper --reset ;;
    *--reset) expect_commands_run wrapper ;;
    *--json*) expect_part "$example" '{"' "$stdout" ;;
    *--detect*) expect_part "$example" "mode: legacy" "$stdout" ;;
    *DEBUG*) expect_part "$example" "debug: legacy: " "$stderr" && expect_commands_run legacy ;;
    *--check*) expect_part "$example" "will choose nft or legacy at its first call" "$stdout" ;;
    *) fail "nothing is known of the example $example" ;;
    esac
done <"$work/examples"
