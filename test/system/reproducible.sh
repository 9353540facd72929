#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The same source and the same packages give the same programs, bit for bit: in another directory, with another build tool and in another
# order, at another time, in another locale and time zone, and without a compiler cache.
. "$(dirname "$0")/../lib/scenario.sh"

copy="$work/a copy, with an odd name"
mkdir "$copy"
tar -C "$checkout" --exclude=./build --exclude=./dist --exclude=./.git -c . | tar -C "$copy" -x

umask 077
elsewhere=(env -i PATH="$PATH" HOME=/nonexistent USER=nobody LC_ALL=C.UTF-8 LANGUAGE=tr TZ=Pacific/Kiritimati
    SOURCE_DATE_EPOCH=86400 CMAKE_BUILD_PARALLEL_LEVEL=1)
cd "$copy"
expect_success "${elsewhere[@]}" cmake --preset release -G Ninja -B "$work/b" -D BUILD_TESTING=OFF
expect_success "${elsewhere[@]}" cmake --build "$work/b" --target iptables-wrapper-installer

for program in iptables-wrapper iptables-wrapper-installer; do
    cmp "$bin/$program" "$work/b/bin/$program" || fail "$program: what was built elsewhere differs"
done
