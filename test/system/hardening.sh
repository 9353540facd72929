#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# What the linker was asked for is in the files.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/elf.sh"

expect_both_hardened "$(dirname "$bin")" any
