# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# RPM packages for the image under test. Ours, which cpack has made, is $rpm; stand-ins for Fedora's are made here.

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
