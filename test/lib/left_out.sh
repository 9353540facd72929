# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # $checkout is the caller's
# What this machine cannot do, or cannot get from Debian today, is left out and named. Everything else runs.

left_out=()        # each as a line
excluded=          # labels of tests, as a regular expression
packages_absent='' # those that cannot be had, one a line

# leave_out TEXT: a step that is not a test.
leave_out() {
    step "Left out: $1"
    left_out+=("$1")
}

# leave_out_tests LABEL REASON: all tests with this label.
leave_out_tests() {
    leave_out "all tests labelled $1: $2"
    ctest --test-dir build/release --show-only --label-regex "^$1\$" | sed -n 's/^ *Test *#[0-9]*: /         /p'
    excluded+=${excluded:+|}^$1\$
}

# lacks PACKAGE...: prints which of these are not available; false if all are.
lacks() {
    printf '%s\n' "$@" | grep -xF -e "$packages_absent" | paste -s -d ' ' | sed -n 's/..*/the packages & cannot be had/p' | grep .
}

# can_be_done_without PACKAGE: whether only some tests need it; test/check names those as obstacles.
can_be_done_without() {
    case $1 in
    clang-format | clang-tidy | cppcheck | shellcheck | g++-*-linux-gnu* | qemu-* | buildah | podman | runc | golang-github-containers-common | btrfs-progs | xfsprogs) true ;;
    *) false ;;
    esac
}

# install_what_can_be_had LIST...: installs what is available, and ends the command if a package is missing that all tests need.
install_what_can_be_had() {
    local package needed=''
    install_available_packages "$@"
    packages_absent=$(missing_packages "$@")
    for package in $packages_absent; do
        can_be_done_without "$package" || needed+=" $package"
    done
    [ -z "$needed" ] || die "these packages are missing, and $(id -un) cannot install them:$needed" "as root: apt-get install$needed"
}

# tell_what_was_left_out: at the end, once more; false if anything was left out.
tell_what_was_left_out() {
    [ ${#left_out[@]} != 0 ] || return 0
    step "Left out were:"
    printf '         %s\n' "${left_out[@]}"
    return 1
}
