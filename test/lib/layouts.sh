# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# How systems lay iptables out. Each function makes the image such a system, from the real programs of its Debian.

# The names of the real programs.
real_programs=({iptables,ip6tables}-{nft,legacy}{,-save,-restore} xtables-{nft,legacy}-multi)

# use_layout LAYOUT: changes the image, which has Debian's layout until then. Each layout is described at its function.
use_layout() {
    case $1 in
    alternatives) ;;
    plain) use_plain_links ;;
    chkconfig-*) use_chkconfig "${1#*-}" ;;
    *)
        declare -F "use_${1//-/_}" >/dev/null || fail "no such layout: $1"
        "use_${1//-/_}" ;;
    esac
}

# use_plain_links: no alternatives system, as of Arch.
use_plain_links() {
    rm -f "$image"/var/lib/dpkg/alternatives/ip{,6}tables "$image"/etc/alternatives/ip{,6}tables* \
        "$image/usr/bin/update-alternatives"
    link_commands_to xtables-nft-multi
}

# link_commands_to TARGET: plain links, all six.
link_commands_to() {
    local command
    for command in "${commands[@]}"; do
        ln -sfn "$1" "$image/usr/sbin/$command"
    done
}

# use_legacy_names: the bare names are legacy's (Alpine up to 3.18).
use_legacy_names() {
    use_plain_links
    link_commands_to xtables-legacy-multi
}

# use_bin: all is in /usr/bin, and /usr/sbin is a link to it (Arch, Fedora from 42 on).
use_bin() {
    use_plain_links
    merge_sbin_into_bin
}

merge_sbin_into_bin() {
    cp -a --no-clobber "$image/usr/sbin/." "$image/usr/bin/"
    rm -r "$image/usr/sbin"
    ln -s bin "$image/usr/sbin"
}

# split_sbin: /sbin becomes a directory of its own.
split_sbin() {
    rm "$image/sbin"
    mkdir "$image/sbin"
}

# use_alpine: the commands and nft are in /sbin, legacy in /usr/sbin, which is another directory (Alpine 3.19 and 3.20).
use_alpine() {
    use_plain_links
    split_sbin
    local command
    for command in "${commands[@]}"; do
        mv "$image/usr/sbin/$command" "$image/usr/sbin/${command/tables/tables-nft}" "$image/sbin/"
    done
    mv "$image/usr/sbin/xtables-nft-multi" "$image/sbin/"
}

# use_wolfi: all is in /sbin, and the ip6tables names are in a package that is not installed.
use_wolfi() {
    use_plain_links
    split_sbin
    local name
    for name in "${commands[@]}" "${real_programs[@]}"; do
        mv "$image/usr/sbin/$name" "$image/sbin/"
    done
    rm "$image"/sbin/ip6tables*
}

# use_distroless: iptables, the libraries it needs and nothing else: no shell, no dpkg, no /proc, an empty /var.
use_distroless() {
    use_plain_links
    local kept=$work/distroless file
    mkdir -p "$kept"/{etc,var,usr/sbin,dev,run,tmp}
    cp -a "$image"/{lib,lib64,sbin} "$kept/"
    for file in "${commands[@]}" "${real_programs[@]}"; do
        cp -a "$image/usr/sbin/$file" "$kept/usr/sbin/"
    done
    # Its libraries and their loader, where merged /usr has them; and the extensions, which ldd does not know.
    in_image ldd /usr/sbin/xtables-{nft,legacy}-multi | grep -o '/[^ ]* (0x' | cut -d ' ' -f 1 | sort -u >"$work/libraries"
    (
        cd "$image"
        while read -r file; do
            # The loader is an absolute link, which only the image resolves to its own.
            install -D "$image$(in_image readlink -f "$file" </dev/null)" "$kept/usr/${file#/}"
        done <"$work/libraries"
        cp -a --parents usr/lib/*/xtables "$kept/"
    )
    : >"$kept/dev/null"
    mount --bind /dev/null "$kept/dev/null"
    image=$kept
}

# use_only_nft: as of RHEL 8 to 10. use_only_legacy: as of Photon, Bottlerocket.
use_only_nft() { use_plain_links && remove_mode legacy; }
use_only_legacy() { use_legacy_names && remove_mode nft; }
remove_mode() { rm "$image"/usr/sbin/{ip{,6}tables-"$1"{,-save,-restore},xtables-"$1"-multi}; }

# use_wg_easy: dpkg's tool on Alpine, with legacy alone registered, and IPv4 alone: what wg-easy's Dockerfile does. The
# other names stay links of their packages.
use_wg_easy() {
    cp -a "$image/usr/bin/update-alternatives" "$work/"
    use_plain_links
    cp -a "$work/update-alternatives" "$image/usr/bin/"
    split_sbin
    local legacy=/usr/sbin/iptables-legacy
    in_image update-alternatives --quiet --install /usr/sbin/iptables iptables $legacy 10 \
        --slave /usr/sbin/iptables-restore iptables-restore $legacy-restore \
        --slave /usr/sbin/iptables-save iptables-save $legacy-save
}

# use_one_group: dpkg's tool with one group for all six commands, whose alternatives are the multi-call binaries (openSUSE Leap).
use_one_group() {
    local command
    for command in iptables ip6tables; do
        in_image update-alternatives --quiet --remove-all $command
    done
    register_one_group
}

# register_one_group: as the package there does.
register_one_group() {
    local program command followers priority=0
    for program in /usr/sbin/xtables-{legacy,nft}-multi; do
        followers=()
        for command in "${commands[@]:1}"; do
            followers+=(--slave "/usr/sbin/$command" "$command" "$program")
        done
        in_image update-alternatives --quiet --install /usr/sbin/iptables iptables "$program" $((priority += 1)) "${followers[@]}"
    done
}

# use_manual_group: one of the groups was set by hand. use_old_dpkg: its tool is in /usr/sbin, as before dpkg 1.15.
use_manual_group() { in_image update-alternatives --quiet --set iptables /usr/sbin/iptables-legacy; }
use_old_dpkg() { mv "$image/usr/bin/update-alternatives" "$image/usr/sbin/"; }

# use_group_elsewhere: somebody's own group whose links are in /usr/local/sbin: it decides nothing about the commands in /usr/sbin.
use_group_elsewhere() {
    local command
    for command in iptables ip6tables; do
        in_image update-alternatives --quiet --remove-all $command
        in_image update-alternatives --quiet --install /usr/local/sbin/$command $command /usr/sbin/$command-legacy 10
    done
    link_commands_to xtables-nft-multi
}

# use_regular_files: the commands are files of their own; here each is a copy of the multi-call program.
use_regular_files() {
    use_plain_links
    local command
    for command in "${commands[@]}"; do
        rm "$image/usr/sbin/$command"
        cp "$image/usr/sbin/xtables-nft-multi" "$image/usr/sbin/$command"
    done
}

# use_dangling: the commands are links to missing files. use_to_directory: one is a link to a directory.
# use_loop: two are links to each other.
use_dangling() { use_plain_links && link_commands_to /nowhere/xtables-multi; }
use_to_directory() { use_plain_links && ln -sfn /var/lib "$image/usr/sbin/ip6tables-save"; }
use_loop() {
    use_plain_links
    ln -sfn iptables-restore "$image/usr/sbin/iptables-save"
    ln -sfn iptables-save "$image/usr/sbin/iptables-restore"
}

# use_chkconfig sbin|bin: chkconfig's alternatives and its one group of equal priorities: as of RHEL and Fedora up to 41, or
# as of Fedora 42 and later, where all is in /usr/bin and /usr/sbin a link to it.
use_chkconfig() {
    use_plain_links
    install -m 755 "$checkout/test/lib/chkconfig_alternatives" "$image/usr/sbin/alternatives"
    ln -s alternatives "$image/usr/sbin/update-alternatives"
    mkdir -p "$image/var/lib/alternatives"
    [ "$1" != bin ] || merge_sbin_into_bin
    local mode
    for mode in nft legacy; do
        register_with_chkconfig "/usr/$1" $mode 10
    done
}

# chkconfig_registration DIRECTORY MODE PRIORITY: the words that the scripts of the packages iptables-nft and iptables-legacy
# register themselves with.
chkconfig_registration() {
    local command
    printf '%s ' alternatives --install "$1/iptables" iptables "$1/iptables-$2" "$3"
    for command in "${commands[@]:1}"; do
        printf '%s ' --follower "$1/$command" "$command" "$1/${command/tables/tables-$2}"
    done
}

# register_with_chkconfig DIRECTORY MODE PRIORITY: as they do.
register_with_chkconfig() {
    # shellcheck disable=SC2046 # words
    in_image $(chkconfig_registration "$@")
}

# use_libalternatives: as of openSUSE Tumbleweed.
use_libalternatives() {
    use_plain_links
    install -m 755 "$checkout/test/lib/alts" "$image/usr/bin/alts"
    local command mode directory group=${commands[*]}
    for command in "${commands[@]}"; do
        directory=$image/usr/share/libalternatives/$command
        mkdir -p "$directory"
        for mode in legacy nft; do
            printf '%s\n' "binary=/usr/sbin/${command/tables/tables-$mode}" man=iptables.8 "group=${group// /,}" \
                options=KeepArgv0 >"$directory/$([ $mode = nft ] && echo 100 || echo 20).conf"
        done
        ln -sfn ../bin/alts "$image/usr/sbin/$command"
    done
}
