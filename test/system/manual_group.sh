#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# A group that was set by hand follows the wrapper all the same, and does so again when the wrapper is installed once more.
. "$(dirname "$0")/../lib/scenario.sh"

new_image
for _ in 1 2; do
    in_image update-alternatives --set iptables /usr/sbin/iptables-legacy >"$work/set"
    expect_part "record" "Status: manual" "$(in_image update-alternatives --query iptables)"
    install_wrapper
    expect_commands_run wrapper
    expect_part "record" "Status: auto" "$(in_image update-alternatives --query iptables)"
done
