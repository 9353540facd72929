#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# slow_pipe.sh MODE: rules that come through a pipe line by line, some before the wrapper probes and most after, all arrive.
. "$(dirname "$0")/../lib/scenario.sh"

mode=$1
new_image_with plain
plant_hint "$mode" ip6tables
{
    for line in '*filter' '-A INPUT -s 10.0.0.1' '-A INPUT -s 10.0.0.2' '-A INPUT -s 10.0.0.3' COMMIT; do
        echo "$line"
        sleep 0.3
    done
} | in_image iptables-restore
expect_equal "rules applied" 3 "$(count_rules "$mode" iptables '-A INPUT -s 10\.')"
