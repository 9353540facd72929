#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Versions are compared as numbers. If the two modes have different versions, that is only a warning.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
use_plain_links
for version in 1.8.4 1.8.10 1.10.0 1.8.4-rc1 1.8.10-3ubuntu2 2.0; do
    answer nft "echo 'iptables-save v$version (nf_tables)'"
    answer legacy "echo 'iptables-save v$version (legacy)'"
    install_wrapper
    expect_commands_run wrapper
    expect_equal "stderr at $version" "" "$stderr"
done
answer legacy "echo 'iptables-save v1.8.9 (legacy)'"
install_wrapper
expect_part "stderr at different versions" "iptables-wrapper-installer: warning: " "$stderr"
