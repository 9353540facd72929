# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Images as they were prepared before this project: by a shell script that brings its own wrapper.

# prepare_the_old_way LAYOUT: prepares the image like that. The wrapper is our stand-in of the old kind.
prepare_the_old_way() {
    local command followers=() sbin=/usr/sbin
    install -m 755 "$checkout/test/lib/iptables-by-dumping" "$image$sbin/iptables-wrapper"
    case $1 in
    chkconfig-*)
        # The links of ip6tables get the names of those of iptables: the script has this mistake, so they are lost.
        for command in "${commands[@]:1}"; do
            followers+=(--slave "$sbin/$command" "${command/ip6/ip}" "$sbin/iptables-wrapper")
        done
        in_image alternatives --install $sbin/iptables iptables $sbin/iptables-wrapper 100 "${followers[@]}" ;;
    registered)
        for command in iptables ip6tables; do
            in_image update-alternatives --quiet --install $sbin/$command $command $sbin/iptables-wrapper 100 \
                --slave $sbin/$command-save $command-save $sbin/iptables-wrapper \
                --slave $sbin/$command-restore $command-restore $sbin/iptables-wrapper
        done ;;
    *)
        # The script looked for Debian's tool in /usr/sbin, did not find it, and put plain links over those of the tool.
        for command in "${commands[@]}"; do
            ln -sfn $sbin/iptables-wrapper "$image$sbin/$command"
        done ;;
    esac
}
