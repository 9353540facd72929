#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# documents.sh PROGRAM: --help, the manual, its synopsis and the completions know the same options, exit statuses, and environment
# variables with their values, which are those that the sources read; README knows the wrapper's. The manual names every key and word of the
# JSON, every owner and every hint, and its diagnostics are the program's. --help fits 80 columns, mandoc finds nothing wrong with the
# manual, and the completions complete.
. "$(dirname "$0")/../lib/scenario.sh"

program=$1
manual=$checkout/packaging/manuals/$program.8
schema=$checkout/packaging/detect.schema.json directory=wrapper
[ "$program" = iptables-wrapper ] || schema=$checkout/packaging/check.schema.json directory=installer

# Each prints what it knows, one a line. Options come with what they take: --root DIR.
options_of_help() { sed -nE 's/^ +(--[a-z-]+( [A-Z]+)?|install)  .*/\1/p' "$work/help" | sort -u; }
options_of_manual() { sed -nE 's/^\.It (Cm|Fl) /\1 /p' "$manual" | sed -E 's/Fl Fl /--/; s/Cm //; s/Ar //' | sort -u; }
options_of_synopsis() { sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESC/p' "$manual" | grep -oE 'Fl Fl [a-z-]+|Cm [a-z]+' | sed 's/Fl Fl /--/; s/Cm //' | sort -u; }
statuses_of_help() { sed -n '/^Exit status/,$p' "$work/help" | grep -oE '\b[0-9]+\b' | sort -nu; }
statuses_of_manual() { sed -n '/^\.Sh EXIT STATUS/,/^\.Sh EX/p' "$manual" | sed -nE 's/^\.It ([0-9]+)$/\1/p' | sort -nu; }
variables_of_help() { grep -oE '\b(IPTABLES_WRAPPER|DPKG)_[A-Z]+' "$work/help" | sort -u; }
variables_of_manual() { sed -nE 's/^\.It Ev //p' "$manual" | sed 's/ , /\n/g' | sort -u; }
variables_of_sources() { grep -rhoE '(getenv|value_of)\("[A-Z_]+"\)' "$checkout/$directory" | cut -d '"' -f 2 | sort -u; }
# VARIABLE VALUE
settings_of_help() {
    local variable values
    { grep -oE '\bIPTABLES_WRAPPER_[A-Z]+=[a-z0-9|]+' "$work/help" || true; } | while IFS='=' read -r variable values; do
        tr '|' '\n' <<<"$values" | sed "s/^/$variable /"
    done
}
settings_of_manual() { sed -n '/^\.Sh ENVIRONMENT/,/^\.Sh FILES/p' "$manual" | awk '$2 == "Ev" && $1 == ".It" { variable = $3 } $1 == ".Ql" { print variable, $2 }'; }

"$bin/$program" --help >"$work/help"
expect_equal "lines of --help longer than 80 columns" "" "$(grep -E '.{81}' "$work/help" || true)"
[ -n "$(options_of_help)" ] || fail "no options in --help"
expect_equal "options in the manual" "$(options_of_help)" "$(options_of_manual)"
[ -n "$(statuses_of_help)" ] || fail "no exit statuses in --help"
expect_equal "exit statuses in the manual" "$(statuses_of_help)" "$(statuses_of_manual)"
expect_equal "options in the synopsis" "$(options_of_help | sed 's/ .*//')" "$(options_of_synopsis)"
expect_equal "variables in the manual" "$(variables_of_sources)" "$(variables_of_manual)"
expect_equal "variables in --help" "$(variables_of_sources | grep -E '^(IPTABLES_WRAPPER|DPKG)_')" "$(variables_of_help)"
settings_of_help | while read -r variable value; do
    settings_of_manual | grep -xF "$variable $value" >/dev/null || fail "the manual does not tell of $variable=$value"
    grep -F "| \`$variable=" "$checkout/README.md" | grep -E "[=\`]$value\`" >/dev/null || fail "README does not tell of $variable=$value"
done

# Who speaks for a mode, and what counts as a hint. README and the wrapper's manual name them all.
if [ "$program" = iptables-wrapper ]; then
    sed -nE 's/^ *hint\("([^"]+)"\),$/\1/p; s/^ *(owner_chain|native_table)\("([^"]+)", .*/\2/p' "$checkout/wrapper/evidence/marks.hpp" | sort -u >"$work/speakers"
    [ "$(wc -l <"$work/speakers")" -ge 14 ] || fail "hardly anybody speaks for a mode"
    while read -r speaker; do
        sed -n '/^\.Ss How it decides/,/^\.Ss [^H]/p' "$manual" | grep -F "$speaker" >/dev/null || fail "the manual does not name $speaker"
    done <"$work/speakers"
    sed -nE 's/^ *hint\("([^"]+)"\),$/\1/p; s/^ *owner_chain\("([^"]+)", .*/\1/p' "$checkout/wrapper/evidence/marks.hpp" | sort -u >"$work/speakers"
    while read -r speaker; do
        sed -n '/^## How it decides/,/^## [^H]/p' "$checkout/README.md" | grep -F "$speaker" >/dev/null || fail "README does not name $speaker"
    done <"$work/speakers"
    longest=$(sed -nE 's/.* longest_wait = ([0-9]+);/\1/p' "$checkout/wrapper/tool/arguments.cpp")
    expect_part "the longest --wait" "which is $longest or less" "$(cat "$manual")"
fi

# The keys of the JSON, and the words that its values are chosen from.
json_of_manual() { sed -n '/^\.Ss JSON/,/^\.Sh /p' "$manual"; }
keys=$(jq -r '[.. | objects | .properties? // empty | keys[]] | unique[]' "$schema")
expect_equal "keys of the JSON in the manual" "$keys" "$(json_of_manual | sed -nE 's/^\.(It |Pq )?Va //p' | sed 's/ [,.;:]/ /g' | tr -s ' ' '\n' | sed '/^$/d' | sort -u)"
for word in $(jq -r '[.. | objects | .enum? // empty | .[] | strings] | unique[]' "$schema"); do
    json_of_manual | grep -E "(Ql|Va) (\\\\&)?$word\b" >/dev/null || [[ $word = ip*tables* ]] || fail "the manual's JSON does not tell of '$word'"
done

for version in $(jq '.properties.schema.const // empty' "$schema"); do
    expect_part "the version of the schema" "version of this schema: $version." "$(json_of_manual)"
done

# Notes, hints and the warnings of --detect are what the sources say, apart from words in capitals, which stand for something. diagnostics.sh
# meets the others.
says=$(cat "$checkout/$directory"/*.cpp "$checkout/$directory"/*/*.[ch]pp "$checkout/$directory"/*/*/*.[ch]pp "$checkout/common"/*.[ch]pp | tr -d '\n' | sed -E 's/" +"//g')
sed -n '/^\.Sh DIAGNOSTICS/,/^\.Sh SEE/p' "$manual" | sed -nE 's/^\.It ((note|hint): )?//p' | grep -vE '^(error|warning): ' >"$work/diagnostics"
[ -s "$work/diagnostics" ] || fail "no note, hint or warning of --detect in the manual"
while read -r diagnostic; do
    while read -r part; do
        [[ $says == *"$part"* ]] || fail "the manual's diagnostic '$diagnostic': no source says '$part'"
    done < <(sed -E "s/ *\b[A-Z]{4,}\b *|'[a-z]+'|[;:,]/\n/g" <<<"$diagnostic" | sed -E 's/^ *(and |but )?//; s/ *$//' | grep .)
done <"$work/diagnostics"

# mandoc looks for the manuals that one refers to where they are to be.
mkdir -p "$work/man/man8"
cp "$checkout"/packaging/manuals/*.8 "$work/man/man8/"
for other in chroot.2 update-alternatives.1 {alternatives,iptables,nft,xtables-nft}.8; do
    mkdir -p "$work/man/man${other#*.}"
    printf '.Dd January 1, 2026\n.Dt %s %s\n.Os\n.Sh NAME\n.Nm %s\n.Nd another\n' "${other%.*}" "${other#*.}" "${other%.*}" >"$work/man/man${other#*.}/$other"
done
makewhatis "$work/man"
mount --bind "$work/man" /usr/share/man
outcome_of mandoc -T lint "$manual"
expect_equal "mandoc's findings, except for what NetBSD wants" "" "$(grep -v "operating system explicitly specified" <<<"$stdout$stderr")"
title="${program^^}(8)"
groff -mdoc -Tascii -P-c -P-b -P-u -rLL=80n "$manual" >"$work/shown"
expect_equal "the manual's first and last line at 80 columns" "$title Local Manual $title iptables-wrapper" \
    "$(sed -n '1p;$p' "$work/shown" | sed -E '$s/(  ).*//' | xargs)"

# complete_in_bash WORD...: what bash offers for the last word.
complete_in_bash() {
    # shellcheck disable=SC2016 # the inner shell's
    bash --norc -c '. /usr/share/bash-completion/bash_completion
        . "$1" && shift
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        spec=$(complete -p "$1")
        compopt() { :; } # only a completion that runs has options
        read -ra words <<<"$spec"
        "${words[-2]}" "$1" "${!#}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf "%s\n" "${COMPREPLY[@]}"' bash "$checkout/packaging/completions/$program.bash" "$@" | sort
}
# Offered at first, or after an option that makes room for others.
offered=$({
    complete_in_bash "$program" ""
    complete_in_bash "$program" --detect ""
    complete_in_bash "$program" --switch ""
    complete_in_bash "$program" --check ""
} | sort -u | sed '/^\(--\)\?$/d')
expect_equal "what bash completes" "$(options_of_help | sed 's/ .*//')" "$offered"
# What zsh is told to offer after these words, by stand-ins for its own functions. To `_arguments`, words before are options, too.
complete_in_zsh() {
    # shellcheck disable=SC2016 # the inner shell's
    zsh -f -c '_arguments() { print -l -- "$@"; }
        _describe() { print -l -- "${(P@)2}"; }
        complete() { . "$file"; }
        file=$1 words=("${@:2}") CURRENT=$(($# - 1))
        complete || true' zsh "$checkout/packaging/completions/_$program" "$@" | sed -nE 's/^(\([^)]*\))?(--[a-z-]+|install)[:[].*/\2/p' | sort
}
if [ "$program" = iptables-wrapper ]; then
    for word in "" --detect --switch --reset; do
        expect_equal "what zsh completes after '$word'" "$(complete_in_bash "$program" ${word:+$word} "" | grep -vxE -e '(--)?' || true)" "$(complete_in_zsh "$program" ${word:+$word} "")"
    done
else
    expect_equal "what zsh completes" "$offered" "$(complete_in_zsh "$program" --check "")"
fi
expect_success zsh -n "$checkout/packaging/completions/_$program"

case $program in
iptables-wrapper)
    expect_equal "after --switch --wait" "" "$(complete_in_bash "$program" --switch --wait "")"
    expect_equal "after --switch --wait 3" "--links" "$(complete_in_bash "$program" --switch --wait 3 --l)"
    expect_equal "after --detect --json" "--wait" "$(complete_in_bash "$program" --detect --json "")"
    mkdir "$work/some-directory" && cd "$work"
    expect_equal "after --links" some-directory "$(complete_in_bash "$program" --switch --links some)"
    expect_part "after --" "bash" "$(complete_in_bash "$program" --switch -- bas)"
    cd /
    expect_equal "after --reset" "" "$(complete_in_bash "$program" --reset "")" ;;
iptables-wrapper-installer)
    cd "$work"
    mkdir some-directory
    touch some-file
    expect_equal "after --modes" nft$'\n'nft,legacy "$(complete_in_bash "$program" --check --modes nf)"
    expect_equal "after --root" some-directory "$(complete_in_bash "$program" --root some)"
    expect_equal "after --check" "" "$(complete_in_bash "$program" --check --un)"
    expect_equal "after --check --fresh" "" "$(complete_in_bash "$program" --check --fresh --fr)"
    expect_equal "after --dry-run" "" "$(complete_in_bash "$program" --dry-run --ch)"
    expect_equal "after --uninstall" --dry-run "$(complete_in_bash "$program" --uninstall --dr)"
    expect_equal "unique" --uninstall "$(complete_in_bash "$program" --un)" ;;
esac
