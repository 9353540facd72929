#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The real command is the process that was started: same process id, and a SIGTERM sent to it arrives.
. "$(dirname "$0")/../lib/scenario.sh"

new_image_with plain
stand_in nft
mkfifo "$work/output"
(exec "${clean_environment[@]}" chroot "$image" iptables wait) >"$work/output" &
started=$!
exec 4<"$work/output"
read -r -t 60 line <&4
expect_equal "process id" "pid $started" "$line"
kill -TERM "$started"
read -r -t 60 line <&4
expect_equal "after SIGTERM" "received SIGTERM" "$line"
wait "$started"
