#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The files have what the linker was asked for.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/elf.sh"

expect_both_hardened "$(dirname "$bin")" any
