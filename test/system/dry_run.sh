#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# dry_run.sh LAYOUT: --dry-run changes nothing and tells, line for line, what the installation then does; --quiet says
# nothing.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_layout "$1"
bring_installer
before=$(tree .)
expect_success in_image /iptables-wrapper-installer --dry-run
would=$stdout
expect_equal "lines that do not say 'would'" "" "$(grep -v '^would ' <<<"$would")"
expect_equal "tree" "$before" "$(tree .)"

expect_success in_image /iptables-wrapper-installer
expect_equal "lines of dry run and installation" "$(wc -l <<<"$would")" "$(wc -l <<<"$stdout")"
expect_equal "paths of dry run and installation" "$(grep -o "'.*" <<<"$would")" "$(grep -o "'.*" <<<"$stdout")"
[ "$1" = libalternatives ] || expect_commands_run wrapper

install_wrapper --quiet
expect_equal "--quiet" "" "$stdout$stderr"
