# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # the variables are those of the scenario
# What is printed with --json, checked against its schema; and what --detect --json says.

# of_schema NAME: $stdout is an object of the form of packaging/NAME.schema.json. That is checked when the scenario ends, of all of them at
# once: to start the checker for each would take most of the time of a scenario.
of_schema() {
    printf '%s\0' "$stdout" >>"$work/$1.objects"
    schema=$1
    trap check_schema EXIT
}
check_schema() {
    /usr/bin/python3 -c 'import json, jsonschema, sys
schema = json.load(open(sys.argv[1]))
validator = jsonschema.validators.validator_for(schema)(schema)
for text in open(sys.argv[2]).read().split("\0")[:-1]:
    for error in validator.iter_errors(json.loads(text)):
        sys.exit(f"not of the form of the schema: {error.message}: {text}")' \
        "$checkout/packaging/$schema.schema.json" "$work/$schema.objects" || exit 1
}

# detect COMMAND...: COMMAND iptables-wrapper --detect --json; keeps the object in $detected.
detect() {
    expect_success "$@" iptables-wrapper --detect --json
    take_detected
}

# take_detected: $stdout is such an object.
take_detected() {
    detected=$stdout
    expect_equal "lines of JSON" 1 "$(wc -l <<<"$detected")"
    of_schema detect
}

# expect_detected FILTER VALUE: what jq's FILTER gives for it, on one line.
expect_detected() { expect_equal "$1 of $detected" "$2" "$(jq -r "[$1] | join(\" \")" <<<"$detected")"; }
