#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The Dockerfiles that README shows are those of packaging/containers, all of them, each after the name of its file: what people
# copy is what the tests build.
. "$(dirname "$0")/../lib/scenario.sh"

mkdir "$work/shown"
awk -v shown="$work/shown/" '
    inside && /^```$/ { inside = 0; close(file) }
    inside { print >file }
    /^```dockerfile$/ { inside = 1; file = shown kind; kind = "without-a-name" }
    match($0, /\(packaging\/containers\/[^)]*\/Dockerfile\)/) { kind = substr($0, RSTART + 22, RLENGTH - 34) }
' "$checkout/README.md"

cd "$checkout/packaging/containers"
expect_equal "Dockerfiles in README" "$(echo *)" "$(cd "$work/shown" && echo *)"
for kind in *; do
    expect_equal "Dockerfile of $kind" "$(sed '/^#/d' "$kind/Dockerfile")" "$(cat "$work/shown/$kind")"
done
