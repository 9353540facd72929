#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The names of owners' chains are those that the programs themselves give: each has been seen in its table, in a state of
# test/host_states that the real program has made.
. "$(dirname "$0")/../lib/scenario.sh"

marks=$checkout/wrapper/evidence/marks.hpp
sed -nE 's/^ *owner_chain\("[^"]+", Families::[a-z0-9]+, "([a-z]+)", "([^"]+)"\),$/\1 \2/p' "$marks" >"$work/chains"
expect_equal "chains that are found here" "$(grep -c '^ *owner_chain("' "$marks")" "$(wc -l <"$work/chains")"
while read -r table chain; do
    grep -qE "^ *(ip\) )?claim_chains [^ ]+ [^ ]+ $table (.* )?$chain( |\$)" "$checkout"/test/host_states/*.sh ||
        fail "no program has been seen to make the chain $chain in $table"
done <"$work/chains"
