#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# alpine.sh LAYOUT: the life of our Alpine package if LAYOUT keeps the links. There is no apk here, so this test does what apk does: it puts
# in place what package() of the APKBUILD has made, and runs the scripts that the APKBUILD names.
. "$(dirname "$0")/../lib/scenario.sh"

recipe=$checkout/packaging/alpine

# in_recipe COMMAND [ARGUMENT]...: a shell command with what the APKBUILD defines.
# shellcheck disable=SC2016 # the inner shell's
in_recipe() { startdir=$recipe pkgdir=$work/package sh -ec '. "$startdir/APKBUILD"; command=$1; shift; eval "$command"' sh "$@"; }
# value_in_recipe VARIABLE
value_in_recipe() { in_recipe "echo \"\$$1\""; }
# run_script KIND [ARGUMENT]...: the script of that kind, in the image, by its shell.
run_script() {
    local script=iptables-wrapper.$1
    shift
    install -m 755 "$recipe/$script" "$image/.script"
    expect_success in_image /.script "$@"
    expect_equal "what $script says" "" "$stdout$stderr"
    rm "$image/.script"
}
# make_package: what package() puts into $pkgdir, from the build that is under test; and a later version of it.
make_package() {
    mkdir "$work/checkout" "$work/checkout/build"
    ln -s "${bin%/bin}" "$work/checkout/build/alpine"
    # shellcheck disable=SC2016 # the inner shell's
    expect_success in_recipe 'builddir=$1; package' "$work/checkout"
    cp -a "$work/package" "$work/newer"
    make_other "$work/newer/usr/sbin/iptables-wrapper-installer"
}
# upgrade_iptables: apk puts the links of the package in place again, and runs the triggers of the directory.
upgrade_iptables() {
    local command
    for command in "${commands[@]}"; do cp -a --remove-destination "$work/links/$command" "$image$directory/"; done
    expect_equal "directories that trigger" "$(sed -n '/ iptables_directories/,/;/p' "$checkout/common/commands.hpp" | grep -o '"/[a-z/]*"' | tr -d '"' | sort)" \
        "$(value_in_recipe triggers | sed 's/.*=//' | tr : '\n' | sort)"
    run_script trigger "$directory"
}
# expect_first_call: the next call finds the host's mode, and the links lead there afterwards.
expect_first_call() {
    expect_commands_run wrapper
    expect_success in_image iptables -S
    expect_commands_run legacy
}

packed_files() { tree . | grep -F -e iptables-wrapper-installer; }

new_image
use_layout "$1"
directory=$(commands_in)
mkdir "$work/links"
for command in "${commands[@]}"; do cp -a "$image$directory/$command" "$work/links/"; done
make_package
plant_hint legacy
before=$(tree .)
expect_equal "scripts" "iptables-wrapper.post-install iptables-wrapper.post-upgrade iptables-wrapper.pre-deinstall" \
    "$(value_in_recipe install)"

cp -a "$work/package/." "$image/"
packed=$(packed_files)
run_script post-install 1.0.0-r0
expect_first_call
upgrade_iptables
expect_first_call
cp -a "$work/newer/." "$image/"
run_script post-upgrade 1.0.1-r0 1.0.0-r0
expect_other_wrapper
expect_commands_run legacy
upgrade_iptables
expect_first_call
# A link that somebody made stays; the commands of the package come back.
chosen=$(place_of xtables-legacy-multi)
ln -sfn "$chosen" "$image$directory/ip6tables"
run_script trigger "$directory"
expect_equal "a choice by hand" "$chosen" "$(readlink "$image$directory/ip6tables")"
upgrade_iptables
expect_first_call
cp -a "$work/package/." "$image/"
run_script trigger /usr/sbin
expect_equal "files of the package" "$packed" "$(packed_files)"
rm "$image$directory/iptables-wrapper"
run_script pre-deinstall 1.0.0-r0
run_script pre-deinstall 1.0.0-r0
(cd "$work/package" && find . ! -type d) | (cd "$image" && xargs rm)
(cd "$work/package" && find . -mindepth 1 -depth -type d) | (cd "$image" && xargs rmdir --ignore-fail-on-non-empty)
expect_equal "tree" "$before" "$(tree .)"
rm -f "${bin%/bin}/install_manifest.txt" # where sudo made us root, its owner could not write it again
