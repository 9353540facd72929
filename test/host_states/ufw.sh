# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# ufw, switched on.

make_ufw() {
    use_owner "$1"
    by_owner ufw --force enable >"$work/ufw"
}
claim_ufw() {
    claim_chains "$1" ip filter ufw-before-input ufw-user-input ufw-after-input ufw-before-forward
    claim_chains "$1" ip6 filter ufw6-before-input ufw6-user-input ufw6-after-input ufw6-before-forward
    claim_lines "$1" 4 '^ip6? filter :(INPUT|FORWARD) DROP'
    claim_empty "$(other_mode "$1")"
}

# Switched off, it leaves chains that are empty and still jumped to.
make_ufw_disabled() {
    make_ufw "$1"
    by_owner ufw disable >"$work/ufw"
}
claim_ufw_disabled() {
    claim_chains "$1" ip filter ufw-before-input ufw-after-input
    claim_chains "$1" ip6 filter ufw6-before-input ufw6-after-input
    claim_lines "$1" 0 '(-A ufw6?-|ufw6?-user| DROP )'
    claim_empty "$(other_mode "$1")"
}
