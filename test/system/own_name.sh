#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# own_name.sh [interrupted]: by its own name, the wrapper is a tool: --version, --help, and one sentence for what it does not understand.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
if [ "${1:-}" = interrupted ]; then # a write that a signal has interrupted is made again
    expect_success "${clean_environment[@]}" strace -o "$work/trace" --inject=write:error=EINTR:when=1 chroot "$image" iptables-wrapper --version
    expect_part "--version" "iptables-wrapper 1." "$stdout"
    grep -q INJECTED "$work/trace" || fail "no write was interrupted"
    exit
fi
before=$(tree .)
expect_success in_image iptables-wrapper --version
expect_part "--version" "iptables-wrapper 1." "$stdout"
expect_success in_image iptables-wrapper --help
for option in --detect --switch --reset install; do
    expect_part "--help" "$option" "$stdout"
done
for arguments in "" --no-such-option "--detect --reset" "--json" "--wait 1" "--switch --wait soon" "install it"; do
    # shellcheck disable=SC2086 # one word an argument
    expect_failure 2 "try 'iptables-wrapper --help'" in_image iptables-wrapper $arguments
    expect_equal "lines on stderr" 1 "$(wc -l <<<"$stderr")"
done
expect_equal "tree" "$before" "$(tree .)"
