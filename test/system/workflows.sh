#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The workflows and the action are as they should be, as far as Debian's tools can tell; test/lint-yaml asks others. The steps that
# make a release are run, with stand-ins for the programs that talk to others.
. "$(dirname "$0")/../lib/scenario.sh"

for file in "$checkout"/.github/workflows/*.yml "$checkout"/packaging/examples/github-actions/{check-image.yml,check-image/action.yml}; do
    expect_success yamllint --strict --config-data '{extends: default, rules: {document-start: disable, truthy: {check-keys: false},
        line-length: {max: 150}, comments: {min-spaces-from-content: 1}, braces: {max-spaces-inside: 0}}}' "$file"
    expect_equal "actions of others that are not pinned by a digest, with their version" "" \
        "$(grep -E '^ *-? *uses: ' "$file" | grep -vE 'uses: (OWNER/iptables-wrappers|\.)/|uses: [a-zA-Z0-9_./-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+$' || true)"
    yq . "$file" >"$work/json"
    while IFS='|' read -r wrong path; do
        expect_equal "${file##*/}: $wrong" null "$(jq -c "$path" "$work/json")"
    done <<'END'
an expression in a script|[.. | .run? | strings | select(contains("${{"))] | first
a token that stays in the checkout|[.. | objects | select(.uses? // "" | test("/checkout@")) | select(.with["persist-credentials"] != false)] | first
rights that all jobs have|[select(.jobs) | .permissions // "all" | select(. != {} and . != {"contents": "read"})] | first
a job that may run for ever|[.jobs[]? | select(.["timeout-minutes"] | not)] | first
END
    for ((number = 0; number < $(jq '[.. | .run? | strings] | length' "$work/json"); number++)); do
        { echo "set -e" && jq -r "[.. | .run? | strings][$number]" "$work/json"; } >"$work/script"
        expect_success shellcheck --shell bash "$work/script"
    done
done

# A small copy of what packaging/release makes, and stand-ins that only write down what they are asked for.
mkdir -p "$work"/{stand-ins,first,image,run/packaging}
cd "$work/run"
cp "$checkout/packaging/CHANGELOG.md" packaging/
echo program >"$work/first/iptables-wrapper-linux-amd64"
echo '{"manifests": [{"digest": "sha256:0123"}]}' >"$work/image/index.json"
tar -C "$work/image" -cf "$work/first/iptables-wrapper-image.tar" .
(cd "$work/first" && sha256sum -- * >"$work/sums" && mv "$work/sums" SHA256SUMS)
cat >"$work/stand-ins/any" <<'END'
#!/bin/bash
echo "${0##*/} $*" >>"$ASKED"
case "${0##*/} $*" in
"$FAILS"*) exit 1 ;;
"gh api "*) printf '%s\n' v0.9.0 $TAGS v1.0.0-rc1 ;;
"cosign sign-blob "*) : >"$4" ;;
esac
END
chmod 755 "$work/stand-ins/any"
for program in gh docker skopeo cosign; do ln -s any "$work/stand-ins/$program"; done
export ASKED=$work/asked GITHUB_OUTPUT=$work/output GITHUB_STEP_SUMMARY=$work/summary GITHUB_ACTOR=actor TAGS=v1.0.0 FAILS=none
export GITHUB_REPOSITORY=Owner/iptables-wrappers GITHUB_REPOSITORY_OWNER=Owner GITHUB_REF_NAME=v1.0.0 PATH=$work/stand-ins:$PATH
image='{"outputs": {"name": "ghcr.io/owner/iptables-wrapper", "digest": "sha256:0123"}}'

# run_job NAME: from new builds.
run_job() {
    rm -rf dist builds "$GITHUB_OUTPUT"
    mkdir builds
    cp -r "$work/first" builds/first
    cp -r "${second-$work/first}" builds/second
    : >"$ASKED"
    yq . "$checkout/.github/workflows/release.yml" |
        jq -r --arg job "$1" --argjson action '[]' --argjson context '{"github": {"token": "token"}, "steps": {"image": '"$image"'}, "needs": {"candidate": '"$image"'}}' \
            --from-file "$checkout/test/lib/steps.jq" >"$work/steps"
    bash -e "$work/steps"
}
tags() { sed -n 's,^skopeo .* docker://ghcr.io/owner/iptables-wrapper:,,p' "$ASKED"; }

expect_success run_job candidate
expect_equal "outputs" $'name=ghcr.io/owner/iptables-wrapper\ndigest=sha256:0123' "$(cat "$GITHUB_OUTPUT")"
expect_equal "what is asked for" "docker login --username actor --password-stdin ghcr.io
skopeo copy --all --preserve-digests oci-archive:dist/iptables-wrapper-image.tar docker://ghcr.io/owner/iptables-wrapper@sha256:0123
cosign sign --yes --recursive ghcr.io/owner/iptables-wrapper@sha256:0123
cosign sign-blob --yes --bundle dist/SHA256SUMS.sigstore.json --new-bundle-format dist/SHA256SUMS
gh release create v1.0.0 --repo Owner/iptables-wrappers --draft --verify-tag --title iptables-wrapper 1.0.0 --notes-file notes.md $(cd dist && printf 'dist/%s ' * | sed 's/ $//')" "$(cat "$ASKED")"
expect_part "the notes" "### Added" "$(cat notes.md)"
expect_part "the summary" "iptables-wrapper@sha256:0123" "$(cat "$GITHUB_STEP_SUMMARY")"
FAILS="skopeo copy" outcome_of run_job candidate
expect_equal "what is asked for after the image could not be pushed" "" "$(grep cosign "$ASKED" || true)"
GITHUB_REF_NAME=v9.9.9 outcome_of run_job candidate
expect_part "a version without a word of what has changed" "says nothing about 9.9.9" "$stdout"
cp -r "$work/first" "$work/other"
echo other >>"$work/other/iptables-wrapper-linux-amd64"
second=$work/other outcome_of run_job candidate
expect_equal "exit status where the builds differ" 1 "$status"
expect_equal "what is asked for then" "" "$(cat "$ASKED")"

# Only after a person has approved are there tags. A release that is not the newest, or not even of its minor version, takes none back.
expect_equal "who approves" '"release"' "$(yq -c .jobs.publish.environment "$checkout/.github/workflows/release.yml")"
expect_equal "what must have passed before" '["candidate","try"]' "$(yq -c .jobs.publish.needs "$checkout/.github/workflows/release.yml")"
while read -r TAGS; do
    read -r wanted
    expect_success run_job publish
    expect_equal "tags of 1.0.0 beside $TAGS" "$wanted" "$(tags | xargs)"
    expect_equal "the last thing that is asked for" "gh release edit v1.0.0 --repo Owner/iptables-wrappers --draft=false" "$(tail -n 1 "$ASKED")"
done <<'END'
v1.0.0
1.0.0 1.0 latest
v1.0.0 v1.1.0
1.0.0 1.0
v1.0.0 v1.0.1
1.0.0
END
FAILS="gh api" TAGS="" outcome_of run_job publish
expect_equal "tags where GitHub does not answer" "" "$(tags)"
