# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # the variables are those of the scenario
# What --detect --json prints, checked against its schema.

# detect COMMAND...: COMMAND iptables-wrapper --detect --json; keeps the object in $detected.
detect() {
    expect_success "$@" iptables-wrapper --detect --json
    take_detected
}

# take_detected: $stdout is such an object.
take_detected() {
    detected=$stdout
    expect_equal "lines of JSON" 1 "$(wc -l <<<"$detected")"
    /usr/bin/python3 -c 'import json, jsonschema, sys
jsonschema.validate(json.load(sys.stdin), json.load(open(sys.argv[1])))' "$checkout/packaging/detect.schema.json" \
        <<<"$detected" || fail "not of the form of the schema: $detected"
}

# expect_detected FILTER VALUE: what jq's FILTER gives for it, on one line.
expect_detected() { expect_equal "$1 of $detected" "$2" "$(jq -r "[$1] | join(\" \")" <<<"$detected")"; }
