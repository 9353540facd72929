#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The workflows and the action are as they should be, as far as that can be checked without GitHub; test/lint-workflows runs a linter. The
# steps that make a release are run, with stand-ins for the programs that talk to others.
. "$(dirname "$0")/../lib/scenario.sh"

for file in "$checkout"/.github/workflows/*.yml "$checkout"/packaging/examples/github-actions/{check-image.yml,check-image/action.yml}; do
    expect_success yamllint --strict --config-data '{extends: default, rules: {document-start: disable, truthy: {check-keys: false},
        line-length: {max: 150}, comments: {min-spaces-from-content: 1}, braces: {max-spaces-inside: 0}}}' "$file"
    scripts=$work/${file##*/}
    mkdir "$scripts"
    expect_success /usr/bin/python3 "$checkout/test/lib/workflows.py" "$file" "$scripts"
    expect_success shellcheck "$scripts"/*.sh
done

# A small copy of what packaging/release makes, and stand-ins that only write down what they are asked for.
mkdir -p "$work"/{stand-ins,run/builds/first,run/packaging,runner}
cd "$work/run"
cp "$checkout/packaging/CHANGELOG.md" packaging/
echo program >builds/first/iptables-wrapper-linux-amd64
echo image >builds/first/iptables-wrapper-image.tar
(cd builds/first && sha256sum -- * >"$work/sums" && mv "$work/sums" SHA256SUMS)
cp -r builds/first builds/second
cat >"$work/stand-ins/any" <<'END'
#!/bin/bash
echo "${0##*/} $*" >>"$ASKED"
case "${0##*/} $*" in
"gh api "*) printf '%s\n' v0.9.0 $TAGS v1.0.0-rc1 ;;
"skopeo copy "*" --digestfile digest "*) echo sha256:0123 >digest ;;
"cosign sign-blob "*) : >"$4" ;;
esac
END
chmod 755 "$work/stand-ins/any"
for program in gh docker skopeo cosign; do ln -s any "$work/stand-ins/$program"; done
export ASKED=$work/asked GITHUB_OUTPUT=$work/output GITHUB_STEP_SUMMARY=$work/summary GH_TOKEN=token GITHUB_ACTOR=actor
export GITHUB_REPOSITORY=Owner/iptables-wrappers GITHUB_REPOSITORY_OWNER=Owner GITHUB_REF_NAME=v1.0.0 TAGS="v1.0.0"
export IMAGE=ghcr.io/owner/iptables-wrapper@sha256:0123
publish() {
    local script
    : >"$ASKED"
    for script in $(printf '%s\n' "$work"/release.yml/publish-*.sh | sort --version-sort); do
        PATH=$work/stand-ins:$PATH bash "$script" || return
    done
}
expect_success publish
expect_equal "outputs" $'name=ghcr.io/owner/iptables-wrapper\ndigest=sha256:0123' "$(cat "$GITHUB_OUTPUT")"
expect_equal "tags of the image" $'1.0.0\n1.0\nlatest' "$(sed -n 's,.* docker://ghcr.io/owner/iptables-wrapper:,,p' "$ASKED")"
expect_part "who pushes" "docker login --username actor --password-stdin ghcr.io" "$(head -n 2 "$ASKED")"
expect_part "the summary" sha256:0123 "$(cat "$GITHUB_STEP_SUMMARY")"
expect_part "what is uploaded" " --draft --verify-tag --title iptables-wrapper 1.0.0 --notes-file notes.md dist/SHA256SUMS dist/SHA256SUMS.sigstore.json" "$(cat "$ASKED")"
expect_part "the notes" "### Added" "$(cat notes.md)"

# again COMMAND...: prepares for a second time, with COMMAND as the difference.
again() {
    rm -rf dist builds/first builds/second
    cp -r "$work/first" builds/first
    cp -r "$work/first" builds/second
    "$@"
}
cp -r dist "$work/first"
rm "$work/first/SHA256SUMS.sigstore.json"
again export TAGS="v1.0.0 v1.1.0"
expect_success publish
expect_equal "tags of an image that is not the newest" $'1.0.0\n1.0' "$(sed -n 's,.* docker://ghcr.io/owner/iptables-wrapper:,,p' "$ASKED")"
again export TAGS="v1.0.0 v1.0.1"
expect_success publish
expect_equal "tags of an image that is not the newest of its minor version" 1.0.0 "$(sed -n 's,.* docker://ghcr.io/owner/iptables-wrapper:,,p' "$ASKED")"
again eval 'echo other >>builds/second/iptables-wrapper-linux-amd64'
outcome_of publish
expect_equal "exit status where the builds differ" 1 "$status"
expect_equal "what is asked for then" "" "$(cat "$ASKED")"
again export GITHUB_REF_NAME=v9.9.9
outcome_of publish
expect_part "a version without a word of what has changed" "says nothing about 9.9.9" "$stdout"
