#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# sbin_to_bin.sh CASE: Fedora 42 moves the commands from /usr/sbin to /usr/bin.
#   choice: what was chosen by hand before the installation, in /usr/sbin, comes back when the packages have moved
#   links: packages that have moved, on a system whose /usr/sbin is a directory of links; both ways to a command end in one place
#   behind: the same with links to the wrapper in /usr/sbin alone, which version 1.0 made; --check finds the other way
. "$(dirname "$0")/../lib/scenario.sh"

new_image
case $1 in
choice)
    use_layout chkconfig-sbin
    in_image alternatives --set iptables /usr/sbin/iptables-legacy
    install_wrapper
    expect_commands_run wrapper
    merge_sbin_into_bin
    for mode in nft legacy; do register_with_chkconfig /usr/bin $mode 10; done
    install_wrapper --uninstall
    rm "$image/iptables-wrapper-installer"
    expect_part "display" "points to /usr/bin/iptables-legacy" "$(in_image alternatives --display iptables)"
    expect_part "display" "status is manual" "$(in_image alternatives --display iptables)"
    expect_equal "what is left of the wrapper" "" "$(tree . | grep wrapper)" ;;
links | behind)
    use_layout chkconfig-sbin
    rm "$image/var/lib/alternatives/iptables"
    for name in "${commands[@]}" "${real_programs[@]}"; do
        rm -f "$image/etc/alternatives/$name"
        mv "$image/usr/sbin/$name" "$image/usr/bin/$name"
        ln -s "../bin/$name" "$image/usr/sbin/$name"
    done
    rm -f "${commands[@]/#/$image/usr/bin/}"
    for mode in nft legacy; do register_with_chkconfig /usr/bin $mode 10; done
    before=$(tree .)
    if [ "$1" = behind ]; then
        cp "$bin/iptables-wrapper" "$image/usr/sbin/"
        mkdir -p "$image/var/lib/iptables-wrapper/original"
        for command in "${commands[@]}"; do
            ln -s "../bin/$command" "$image/var/lib/iptables-wrapper/original/$command"
            ln -sfn iptables-wrapper "$image/usr/sbin/$command"
        done
        install_wrapper --no-cleanup
        outcome_of in_image /iptables-wrapper-installer --check --json
        expect_equal "exit status" 3 "$status"
        expect_equal "bad rows" "${commands[*]/#//usr/bin/}" \
            "$(jq -r '[.findings[] | select(.good | not) | .name] | join(" ")' <<<"$stdout")"
        install_wrapper --uninstall --no-cleanup
        rm "$image/iptables-wrapper-installer"
        expect_equal "tree after --uninstall" "$before" "$(tree .)"
    fi
    install_wrapper
    plant_hint legacy
    in_image /usr/sbin/iptables -A INPUT -s 192.0.2.1
    # Had the other way its own link to the wrapper, it would decide anew.
    on_host iptables-legacy -t mangle -X KUBE-IPTABLES-HINT
    plant_hint nft
    for command in "${commands[@]}"; do
        for directory in /usr/sbin /usr/bin; do
            expect_part "$directory/$command" "(legacy)" "$(in_image "$directory/$command" --version)"
        done
    done
    expect_equal "rules" 1 "$(count_rules legacy iptables 192.0.2.1)"
    install_wrapper
    install_wrapper --uninstall --no-cleanup
    rm "$image/iptables-wrapper-installer"
    expect_equal "tree after --uninstall" "$before" "$(tree .)" ;;
*) fail "no such case: $1" ;;
esac
