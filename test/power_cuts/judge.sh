# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # the variables are the scenario's
# What must hold of a system after the power has failed.

places=(usr/sbin usr/share/libalternatives etc/alternatives var/lib/dpkg/alternatives var/lib/alternatives
    var/lib/iptables-wrapper)

# changing TEST...: what the programs may change. Some places need not be there.
changing() { (cd "$image" && find "${places[@]}" "$@" 2>/dev/null) || true; }

# listing: all of it, with modes, link texts and contents; without what an interrupted run may leave. The first line of dpkg's
# records, auto or manual, counts by itself: while something is done it may say either.
listing() {
    local those=(-name '*tables*' ! -name '.iptables-wrapper-*' ! -name '*.dpkg-tmp') file
    {
        changing "${those[@]}" -printf '%p %y %m %l\n'
        changing "${those[@]}" -type f ! -path 'var/lib/dpkg/*' -print0 | (cd "$image" && xargs -0 sha256sum) | awk '{ print $2, $1 }'
        for file in var/lib/dpkg/alternatives/ip{,6}tables; do
            [ ! -e "$image/$file" ] || { echo "$file $(head -n 1 "$image/$file")" && echo "$file $(sed 1d "$image/$file" | sha256sum)"; }
        done
    } | sort
}

# litter: what an interrupted run has left, under one name.
litter() { changing -name '.iptables-wrapper-*' -printf '%h %y %m %s %l\n' | sort; }

# look: at both; what expect_whole and expect_kept judge.
look() { listing >"$work/listing" && litter >"$work/litter"; }

names_in() { cut -d ' ' -f 1 "$1" | sort -u; }

# expect_whole ACTION: each file and link is as in some state that was meant to be, and none is missing that was there before and
# after the action.
expect_whole() {
    local found=$work/listing strange
    strange=$(comm -13 <(sort -u "$work"/states/*) "$found")
    [ -z "$strange" ] || fail "as it was never meant to be:
$strange"
    strange=$(comm -12 <(names_in "$work/states/begin:${1#*:}") <(names_in "$work/states/settled:${1#*:}") | comm -23 - <(names_in "$found"))
    [ -z "$strange" ] || fail "missing: $strange"
}

# expect_kept ACTION: what the installer says it has done is done for good. A first call promises nothing of its links.
expect_kept() {
    case $1 in
    end:*install) expect_equal "the system after what had ended" "$(cat "$work/states/settled:${1#*:}")" "$(cat "$work/listing")" ;;
    esac
}

# expect_commands_work: all six run.
expect_commands_work() {
    # shellcheck disable=SC2016 # for the shell in the system
    expect_success in_image sh -ec 'for command; do "/usr/sbin/$command" --version; done' sh "${commands[@]}"
    expect_equal "versions" "${#commands[@]}" "$(grep -c " v1\.8\." <<<"$stdout")"
    expect_equal "stderr of the commands" "" "$stderr"
}

installer() { in_image /opt/iptables-wrapper-installer --no-cleanup --quiet "$@"; }

# expect_installed, expect_uninstalled: what the installer does next ends well.
expect_installed() {
    expect_commands_work
    expect_success installer
    expect_equal "the system after the next installation" "$(cat "$work/states/settled:install")" "$(listing)"
    expect_equal "leftovers of it" "" "$(litter)"
    expect_commands_work
    expect_uninstalled
}
expect_uninstalled() {
    expect_success installer --uninstall
    expect_equal "the system after --uninstall" "$(cat "$work/states/begin:install")" "$(listing)"
    expect_equal "leftovers of it" "" "$(litter)"
    expect_commands_work
}
