#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The pictures are made from their texts and are XML. The ladder in them is the one in README, which is that of --detect --json.
. "$(dirname "$0")/../lib/scenario.sh"

pictures=$checkout/packaging/docs/pictures
/usr/bin/python3 "$pictures/draw" how-it-works "$work"
for theme in light dark; do
    expect_equal "$theme" "$(cat "$work/how-it-works-$theme.svg")" "$(cat "$pictures/how-it-works-$theme.svg")"
    expect_success /usr/bin/python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' "$pictures/how-it-works-$theme.svg"
done
rungs=$(jq -r '.properties.rung.enum[]' "$checkout/packaging/detect.schema.json")
expect_equal "rungs of the picture" "$rungs" "$(sed -n 's/^rung \([^ ]*\) .*/\1/p' "$pictures/how-it-works.txt")"
expect_equal "rungs of README" "$rungs" "$(sed -n '/^| rung /,/^$/p' "$checkout/README.md" | sed -nE 's/^\| ([a-z-]+) \| .*/\1/p' | grep -v '^rung$')"
