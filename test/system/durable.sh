#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# durable.sh LAYOUT: the order of the installer's system calls, because a host that stays up does not show it. A file under a hidden name is
# made with O_EXCL, and is on disk before it gets its name. That name is on disk when the run ends. What happened in one directory is on
# disk before anything happens in another. The wrapper goes some time after the last link to it, for calls that have just followed one.
. "$(dirname "$0")/../lib/scenario.sh"

# wrong_in PROGRAM: what is wrong in the trace on stdin, from the start of PROGRAM on; else how many files were written. A file is
# told by its descriptor in strace's "3</path>".
wrong_in() {
    awk -v program="$1" '
        function described(text) { return match(text, /<[^>]*>/) ? substr(text, RSTART + 1, RLENGTH - 2) : "" }
        function quoted(text, nth,   parts) { return split(text, parts, "\"") > 2 * nth - 1 ? parts[2 * nth] : "" }
        function directory_of(path) { sub(/\/[^\/]*$/, "", path); return path }
        /^execve\(/ { inside = index($0, "\"" program "\"") }
        !inside || / = -1 / { next }
        /^open(at)?\(.*O_CREAT/ {
            made = quoted($0, 1)
            if (made !~ /\/\.iptables-wrapper-[0-9a-f]*$/) { print "written in its place: " $0 }
            if ($0 !~ /O_EXCL/ || $0 !~ /O_NOFOLLOW/ || $0 ~ /O_TRUNC/) { print "not made by this run alone: " $0 }
            files[made] = "written"
        }
        /^fsync\(/ {
            path = described($0)
            for (made in files) { if (path ~ (made "$")) { files[made] = "on disk" } }
            for (directory in pending) { if (path ~ (directory "$")) { delete pending[directory] } }
        }
        /^fsync\(/ { for (directory in changed) { if (described($0) ~ (directory "$")) { delete changed[directory] } } }
        /^(rename|renameat|mkdir|rmdir)\(/ || /^unlink\(/ && !/\.iptables-wrapper-/ {
            here = directory_of(quoted($0, /^rename/ ? 2 : 1))
            for (directory in changed) {
                if (directory != here && !(directory in gone)) { print directory " was not on disk before: " $0; delete changed[directory] }
            }
            changed[here]
        }
        /^rmdir\(/ { gone[quoted($0, 1)] }
        /^unlink\(/ && /\/iptables-wrapper"/ && !waited { print "gone at once: " $0 }
        { waited = /^(clock_)?nanosleep\(/ }
        /^rename(at2?)?\(/ && quoted($0, 1) in files {
            if (files[quoted($0, 1)] != "on disk") { print "renamed before it was on disk: " $0 }
            pending[directory_of(quoted($0, 2))] = $0
            renamed++
        }
        END {
            for (directory in changed) { if (!(directory in gone)) { print directory " is not on disk at the end" } }
            for (directory in pending) { print "the directory is not on disk: " pending[directory] }
            print renamed + 0 " files"
        }'
}

# expect_durable AT_LEAST OPTION...
expect_durable() {
    local found at_least=$1
    shift
    outcome_of "${clean_environment[@]}" strace -y -q -o "$work/trace" -e trace=execve,open,openat,fsync,rename,renameat,renameat2,unlink,mkdir,rmdir,nanosleep,clock_nanosleep \
        chroot "$image" /iptables-wrapper-installer --no-cleanup "$@"
    expect_equal "exit status ($stderr)" 0 "$status"
    found=$(wrong_in /iptables-wrapper-installer <"$work/trace")
    expect_equal "what is wrong in the trace of '$*'" "${found##*$'\n'}" "$found"
    [ "${found% files}" -ge "$at_least" ] || fail "only $found written by '$*'"
}

# expect_runs_durable OPTION...: what a run of update-alternatives has done to the links is on disk before the next one, which has its
# record on disk before it changes any link. Else that record would tell of links as they had been before.
expect_runs_durable() {
    expect_success "${clean_environment[@]}" strace -f -y -q -o "$work/trace" -e trace=execve,fsync \
        chroot "$image" /iptables-wrapper-installer --no-cleanup "$@"
    awk '/execve\("\/usr\/bin\/update-alternatives", \[[^]]*"--(auto|set|install|remove)"/ { if (runs++ && !written) print; written = 0 }
        /fsync\([0-9]+<[^>]*\/etc\/alternatives>/ { written = 1 }
        END { if (runs < 2) print runs + 0 " runs" }' "$work/trace" >"$work/wrong"
    expect_equal "runs before the links of the one before are on disk, of '$*'" "" "$(cat "$work/wrong")"
}

# expect_links_first HOST BACK CHANGE...: on a host in mode HOST, --uninstall brings back mode BACK. Whenever update-alternatives is about to
# have one of those changes on disk, the links lead where they shall in the end. Else a call after a power cut would switch them, and
# that would look like a choice by hand.
expect_links_first() {
    local host=$1 back=$2 group change tool=$image/usr/bin/update-alternatives
    shift 2
    expect_success in_image /iptables-wrapper-installer --no-cleanup
    plant_hint "$host"
    expect_success in_image iptables -S # the links of ip6tables still lead to the wrapper
    mv "$tool" "$tool.real"
    cat >"$tool" <<'END'
#!/bin/sh
case $1 in --set | --remove) echo "$1 $2" $(cd /etc/alternatives && readlink "$2" "$2-restore" "$2-save") >>/seen ;; esac
exec /usr/bin/update-alternatives.real "$@"
END
    chmod 755 "$tool"
    expect_success in_image /iptables-wrapper-installer --no-cleanup --uninstall
    mv "$tool.real" "$tool"
    expect_equal "links when update-alternatives is run" "$(for group in iptables ip6tables; do
        for change; do echo "$change $group" "/usr/sbin/$group-$back"{,-restore,-save}; done
    done)" "$(cat "$image/seen")"
    rm "$image/seen"
    on_host "iptables-$host" -t mangle -X KUBE-IPTABLES-HINT
}

new_image
use_layout "$1"
bring_installer
case $1 in
alternatives)
    expect_durable 1
    expect_durable 0 --uninstall
    for group in iptables ip6tables; do in_image update-alternatives --quiet --set $group /usr/sbin/$group-legacy; done
    expect_runs_durable
    expect_runs_durable --uninstall
    # What had been chosen by hand comes back, then what has the highest priority, while the host is in the other mode.
    expect_links_first nft legacy --set --remove
    for group in iptables ip6tables; do in_image update-alternatives --quiet --auto $group; done
    expect_links_first legacy nft --remove ;;
chkconfig-*) expect_durable 2 && expect_durable 1 --uninstall ;; # the wrapper and the state file
libalternatives) expect_durable 7 ;;
*) expect_durable 1 && expect_durable 0 --uninstall ;;
esac
