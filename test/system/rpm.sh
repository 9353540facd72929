#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# rpm.sh sbin|bin CASE: our RPM package under the real rpm, on a system with chkconfig's alternatives and packages like Fedora's (up
# to 41; 42 and later). Whatever happens to them, the commands run something right, and when ours has been erased everything is as
# before.
. "$(dirname "$0")/../lib/scenario.sh"

# Ours, which cpack has made.
packages=${IPTABLES_WRAPPER_PACKAGES:-${bin%/bin}/packages}
rpm=$(find "$packages" -maxdepth 1 -name 'iptables-wrapper-*.rpm' 2>/dev/null)
[ -f "$rpm" ] || fail "there must be just one .rpm in $packages: cmake --build --preset release --target package"

# Debian's rpm up to 4.18 works on a Debian system only with an option. 4.20 no longer knows that option, and has a plugin that wants mounts
# of its own.
in_debian=--force-debian
rpm $in_debian --version >/dev/null 2>&1 || in_debian=--noplugins

# in_rpm ARGUMENT...: Debian's rpm with the data base of the image, in which the scripts run.
in_rpm() { "${clean_environment[@]}" rpm $in_debian --root="$image" --define '_dbpath /var/lib/rpm' "$@"; }

# build_rpm NAME VERSION TEXT [DIRECTORY]: makes $work/rpm/NAME-VERSION.rpm; TEXT goes into the spec file, and what is packed is in
# DIRECTORY.
build_rpm() {
    printf '%s\n' "Name: $1" "Version: $2" 'Release: 1' 'Summary: stand-in' 'License: none' 'AutoReqProv: no' "$3" \
        '%install' 'mkdir -p %{buildroot}' ${4:+"cp -a '$4/.' %{buildroot}/"} >"$work/spec"
    rpmbuild --quiet -bb --define "_topdir $work/rpmbuild" --define "_rpmdir $work/rpm" \
        --define '_rpmfilename %%{NAME}-%%{VERSION}.rpm' --define '__os_install_post %{nil}' --define '_build_id_links none' \
        --define 'debug_package %{nil}' "$work/spec" >"$work/rpmbuild.log" 2>&1 ||
        fail "rpmbuild $1: $(cat "$work/rpmbuild.log")"
}

# build_base VERSION: the packages that the image would be made of, as far as others ask for them.
build_base() { build_rpm base 1 $'Provides: /bin/sh\n%description\nStand-in.\n%files'; }

# build_iptables DIRECTORY MODE VERSION: Fedora's package of that mode; its files are those of the image, in DIRECTORY, and its
# scripts register and withdraw them.
build_iptables() {
    local files=$work/$2.files
    mkdir -p "$files$1"
    cp -a "$image$1/"{ip,ip6,x}tables-"$2"* "$files$1/"
    build_rpm "iptables-$2" "$3" "Requires(post): /bin/sh
%description
Stand-in.
%post
$(chkconfig_registration "$1" "$2" 10)
%postun
[ \$1 != 0 ] || alternatives --remove iptables $1/iptables-$2
%files
$1/*tables-$2*
$(printf "%%ghost $1/%s\n" "${commands[@]}")" "$files"
}

# build_newer: version 9 of our package, with the same files and scripts and another wrapper.
build_newer() {
    local files=$work/newer
    mkdir "$files"
    rpm2archive -n <"$rpm" | tar -C "$files" -x
    make_other "$files/usr/sbin/iptables-wrapper-installer"
    build_rpm iptables-wrapper 9 "$(rpm --query --package --queryformat '%%description
Newer.
%%post
%{POSTIN}
%%preun
%{PREUN}
%%files
[%{FILEMODES:perms} %{FILENAMES}\n]' "$rpm" | sed -E 's/^d[rwx-]{9} /%dir /; s/^[l-][rwx-]{9} //')" "$files"
}

# without_data_base: a tree's listing without rpm's.
without_data_base() { grep -vE '(^| )\./var/(lib/rpm|tmp)' || true; }

# expect_first_call: the next call finds the host's mode, and the links lead there afterwards.
expect_first_call() {
    expect_commands_run wrapper
    expect_success in_image iptables -A FORWARD -s 192.0.2.1
    expect_success in_image iptables -D FORWARD -s 192.0.2.1
    expect_commands_run legacy
}
# expect_unchanged: no file of our package differs from what rpm has put there.
expect_unchanged() { expect_equal "files that rpm finds changed" "" "$(in_rpm --verify iptables-wrapper 2>&1 || true)"; }
upgrade_iptables() { expect_success in_rpm --upgrade "$work"/rpm/iptables-{nft,legacy}-1.8.11.rpm; }
upgrade_ours() { expect_success in_rpm --upgrade "$work/rpm/iptables-wrapper-9.rpm"; }
erase_ours() {
    expect_success in_rpm --erase iptables-wrapper
    expect_equal "stderr" "" "$stderr"
    expect_equal "tree" "$before" "$(tree . | without_data_base)"
}

new_image
use_chkconfig "$1"
for version in 1.8.9 1.8.11; do
    for mode in nft legacy; do build_iptables "/usr/$1" $mode $version; done
done
build_base
build_newer
rm "$image/var/lib/alternatives/iptables"
expect_success in_rpm --install "$work"/rpm/{base-1,iptables-nft-1.8.9,iptables-legacy-1.8.9}.rpm
expect_commands_run nft
plant_hint legacy
before=$(tree . | without_data_base)
expect_success in_rpm --install "$rpm"
expect_equal "what rpm says" "" "$stdout$stderr"
expect_unchanged
expect_first_call
expect_part "description" "becomes the real command" "$(in_rpm --query --queryformat '%{description}' iptables-wrapper)"
expect_equal "places that one may relocate" "(none)" "$(in_rpm --query --queryformat '%{prefixes}' iptables-wrapper)"
expect_equal "owner of /usr/$1" "" "$(in_rpm --query --file --queryformat '%{name}' "/usr/$1" | grep wrapper || true)"

expect_equal "what it asks for" "iptables-nft >= 1.8.4" "$(in_rpm --query --requires iptables-wrapper | grep '>=')"
expect_equal "what it recommends" "iptables-legacy >= 1.8.4" "$(in_rpm --query --recommends iptables-wrapper)"
case $2 in
erase) erase_ours ;;
iptables-first)
    upgrade_iptables
    expect_commands_run legacy
    upgrade_ours
    expect_first_call
    expect_unchanged
    erase_ours ;;
ours-first)
    upgrade_ours
    expect_first_call
    upgrade_iptables
    expect_commands_run legacy
    erase_ours ;;
together)
    expect_success in_rpm --upgrade "$work"/rpm/{iptables-nft-1.8.11,iptables-legacy-1.8.11,iptables-wrapper-9}.rpm
    expect_first_call
    expect_success in_rpm --erase iptables-wrapper iptables-nft iptables-legacy
    expect_equal "what is left" "" "$(find "$image/usr/$1/" "$image/etc/alternatives" "$image/var/lib/alternatives" \
        -regextype posix-extended -regex '.*/(ip6?tables(-save|-restore)?|iptables-wrapper.*)')" ;;
lost)
    rm "$image/usr/$1/iptables-wrapper"
    expect_success in_rpm --nodeps --erase iptables-nft iptables-legacy
    expect_success in_rpm --erase iptables-wrapper
    expect_equal "what is left" "" "$(find "$image/usr/$1/" "$image/etc/alternatives" "$image/var/lib/alternatives" \
        -regextype posix-extended -regex '.*/(ip6?tables(-save|-restore)?|iptables-wrapper.*)')" ;;
failed-post)
    rm "$image/usr/$1/ip6tables-legacy"
    outcome_of in_rpm --upgrade "$work/rpm/iptables-wrapper-9.rpm"
    expect_part "stderr" "/ip6tables-legacy'" "$stderr"
    ln -s xtables-legacy-multi "$image/usr/$1/ip6tables-legacy"
    expect_success in_rpm --reinstall "$work/rpm/iptables-wrapper-9.rpm"
    expect_first_call
    erase_ours ;;
*) fail "no such case: $2" ;;
esac
