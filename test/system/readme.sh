#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# readme.sh DOCUMENT: what README and the documents show is true. Links lead somewhere; a Dockerfile is the one that the tests build,
# a manifest is a part of one that they use; commands are run, and print what is shown.
. "$(dirname "$0")/../lib/scenario.sh"

document=$checkout/$1
version=$(sed -nE 's/^project\(.* VERSION ([0-9.]+) .*/\1/p' "$checkout/CMakeLists.txt")

# The file that test/long-runs writes need not be there, here and below.
links() { grep -oE '(\]\(|src(set)?=")[^)"]+' "$document" | sed -E 's/^(\]\(|.*=")//; s/#.*//' | grep -vE '^(https:|$)'; }
links >"$work/links" || true
while read -r link; do
    [ -e "${document%/*}/$link" ] || [[ $link = */test/long-runs.md ]] || fail "$1: no such file: $link"
done <"$work/links"
expect_equal "versions of images and downloads" "$(grep -oE '(iptables-wrapper:|/v|@refs/tags/v)[0-9]+\.[0-9]+\.[0-9]+' "$document" | grep -vF "$version" || true)" ""

# A budget, by its name: | `wrapper_bytes` | 98 304 |
# shellcheck disable=SC2016 # Markdown's
grep -oE '`[a-z0-9_.-]+` \| [0-9 ]+ \|$' "$document" | tr -d '`|' >"$work/budgets" || true
while read -r name number; do
    expect_equal "the budget $name" "$(sed -n "s/^$name //p" "$checkout/test/lib/budgets")" "${number// /}"
done <"$work/budgets"

# Times are those that were measured.
grep -oE '[0-9]+(\.[0-9]+)? ms\b|\b[0-9]+ of [0-9]+\b' "$document" >"$work/figures" || true
while read -r figure; do
    grep -wF -- "${figure% ms}" "$checkout/test/long-runs.md" >/dev/null || fail "$1: $figure is not in test/long-runs.md"
done <"$work/figures"

# What is named of this checkout: `test/bench`.
# shellcheck disable=SC2016 # Markdown's
grep -oE '`(cmake|common|installer|packaging|test|wrapper)/[a-zA-Z0-9_./-]+`' "$document" | tr -d '`' | grep -vxF test/long-runs.md >"$work/named" || true
while read -r path; do
    [ -e "$checkout/$path" ] || fail "$1: no such file: $path"
done <"$work/named"

mkdir "$work/shown"
# The code blocks: each becomes a file NUMBER.LANGUAGE; NUMBER.before is the line before it that is not empty.
awk -v into="$work/shown" '
    /^```[a-z]+$/ { inside = 1; number++; file = into "/" sprintf("%03d", number); print before >(file ".before"); file = file "." substr($0, 4); printf "" >file; next }
    /^```$/ { inside = 0; close(file); next }
    inside { print >file; next }
    NF { before = $0 }' "$document"

# show_dockerfile BLOCK LINE: the last Dockerfile that the line before it names.
show_dockerfile() {
    local file
    file=$(grep -oE '\([^()]*/Dockerfile\)' <<<"$2" | tail -n 1 | tr -d '()')
    [ -n "$file" ] || fail "$1: a Dockerfile without its name"
    expect_equal "$file" "$(sed '/^#/d' "${document%/*}/$file")" "$(cat "$1")"
}

# show_sh BLOCK: a download is tried with what a release has; of this checkout's commands it must be clear that they are there. Those
# that ask GitHub cannot be run here.
show_sh() {
    local command preset
    if grep -q curl "$1"; then
        (cd "$work/downloads" && PATH=$work/stand-ins:$PATH bash -eu "$1" >"$work/downloaded" 2>&1) || fail "$(cat "$1" "$work/downloaded")"
        expect_part "what the download says" ": OK" "$(cat "$work/downloaded")"
        expect_success "$work/downloads/iptables-wrapper-installer" --version
        return
    fi
    while read -r command; do
        case $command in
        test/* | packaging/*) [ -x "$checkout/${command%% *}" ] || fail "$1: no such command: $command" ;;
        touch\ /run/xtables.lock | docker\ run\ *) ;; # as test/lib/containers.sh runs it
        gh\ * | cosign\ *) grep -q OWNER <<<"$command" || fail "whose is it? $command" ;;
        cmake\ *)
            preset=${command##*--preset }
            grep -qF "\"name\": \"${preset%% *}\"" "$checkout/CMakePresets.json" || fail "no such preset: $command" ;;
        build/*/unit_tests\ --run_test=*) grep -rqE "TEST_SUITE\($(sed "s/.*='//; s/\*'//" <<<"$command")" "$checkout/test/unit" || fail "no such suite: $command" ;;
        "export IPTABLES_WRAPPER_BIN="*) ;; # see test/lib/scenario.sh
        "ctest --test-dir build/release -LE "*) grep -qF " LABELS ${command##* })" "$checkout/test/system.cmake" || fail "no such label: $command" ;;
        *) fail "nothing is known of the command $command" ;;
        esac
    done < <(sed -e 's/  *#.*//' -e ':whole' -e '/\\$/ { N; s/ *\\\n */ /; b whole' -e '}' "$1")
}

# What `packaging/release` hands out, as far as a download takes it; and a curl that gets it there.
mkdir "$work"/{downloads,release,stand-ins}
for program in iptables-wrapper iptables-wrapper-installer; do
    cp "$bin/$program" "$work/release/$program-linux-amd64"
done
(cd "$work/release" && sha256sum -- * >"$work/sums" && mv "$work/sums" SHA256SUMS)
cat >"$work/stand-ins/curl" <<END
#!/bin/sh
for word; do
    case \$word in
    */releases/download/v$version/*) cp "$work/release/\${word##*/}" . || exit ;;
    esac
done
END
chmod 755 "$work/stand-ins/curl"

# show_console BLOCK LINE: commands after a `#` are run one after the other in a new image, on a host that the line before the block
# tells: <!-- host: STATE -->, in which plant_evidence knows STATE.
show_console() {
    local state=${2#<!-- host: }
    new_image
    plant_evidence "${state% -->}"
    bring_installer
    sed -n 's/^# //p' "$1" | while read -r command; do
        echo "# $command"
        in_image sh -c "$command" 2>&1 </dev/null || true
    done >"$work/printed"
    expect_equal "what these commands print" "$(cat "$1")" "$(cat "$work/printed")"
}

# show_yaml BLOCK LINE: lines of the file that the line before names.
show_yaml() {
    local file
    file=$(grep -oE '\([^()]*\.ya?ml\)' <<<"$2" | tail -n 1 | tr -d '()')
    expect_part "$file" "$(cat "$1")" "$(cat "${document%/*}/$file")"
}

shopt -s nullglob
for block in "$work"/shown/*; do
    before=$(cat "${block%.*}.before")
    case $block in
    *.before | *.mermaid) ;;
    *.dockerfile) show_dockerfile "$block" "$before" ;;
    *.sh) show_sh "$block" ;;
    *.console) show_console "$block" "$before" ;;
    *.yaml) show_yaml "$block" "$before" ;;
    *) fail "$1: nothing is known of ${block##*.}" ;;
    esac
done
