#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# IPTABLES_WRAPPER_GUESS=retry: without a hint, each call probes again, until the hint appears.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
for _ in 1 2; do
    expect_success in_image env IPTABLES_WRAPPER_GUESS=retry iptables-save
    expect_commands_run wrapper
done
plant_hint legacy
expect_success in_image env IPTABLES_WRAPPER_GUESS=retry iptables -A FORWARD -s 192.0.2.1
expect_commands_run legacy
expect_equal "rule in legacy" 1 "$(count_rules legacy iptables 192.0.2.1)"
