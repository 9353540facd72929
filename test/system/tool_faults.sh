#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# tool_faults.sh ACTION KIND [STRIDE]: update-alternatives, run by the installer for ACTION (install, second-install, uninstall),
# has a system call that fails (KIND error), or is killed at it (KIND kill); every STRIDE-th of each of its runs that change something.
# Either it copes with that, or the installer says so and undoes everything; all six commands run something right, and the action done
# again ends as the good run did.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/faults.sh"

kind=$2 stride=${3-1}
tool=/usr/bin/update-alternatives

# The Nth run that changes something is traced with the options in /run/fault, N being in /run/faulty. strace comes with all that it needs.
# A group in manual mode takes one run more.
bring_faulty_tool() {
    expect_success in_image update-alternatives --set ip6tables /usr/sbin/ip6tables-nft
    mkdir "$image/opt/strace"
    cp "$(command -v strace)" "$image/opt/strace/"
    ldd "$(command -v strace)" | grep -o '/[^ ]* (0x' | cut -d ' ' -f 1 | xargs cp -L -t "$image/opt/strace"
    mv "$image$tool" "$image/opt/update-alternatives"
    cat >"$image$tool" <<'END'
#!/bin/sh
case $1 in
--version | --help | --query) ;;
*)
    echo run >>/run/runs
    if [ "$(wc -l </run/runs)" = "$(cat /run/faulty 2>/dev/null)" ]; then
        exec /opt/strace/ld-linux* --library-path /opt/strace /opt/strace/strace -q -o /run/trace $(cat /run/fault) \
            /opt/update-alternatives "$@"
    fi ;;
esac
exec /opt/update-alternatives "$@"
END
    chmod 755 "$image$tool"
}

# act_with_fault RUN [OPTION]: for strace.
act_with_fault() {
    renew_image
    echo "$1" >"$image/run/faulty"
    echo "${2-}" >"$image/run/fault"
    outcome_of act
}

prepare_faults alternatives "$1" bring_faulty_tool
rm -f "$work/before/run/runs"
do_without_fault
runs=$(wc -l <"$image/run/runs")

faults_of() {
    case $kind in
    kill) echo signal=KILL ;;
    error) failures_of "$1" "$2" ;;
    esac
}

tried=0 undone=0
for ((run = 1; run <= runs; run++)); do
    act_with_fault $run
    points /opt/update-alternatives <"$image/run/trace" | can_fail | every "$stride" >"$work/points"
    while read -r name number creates <&3; do
        for fault in $(faults_of "$name" "$creates"); do
            act_with_fault $run "--inject=$name:$fault:when=$number"
            what="$name number $number in run $run, $fault (exit status $status, $stderr)"
            case $status in
            0) ;;
            1)
                undone=$((undone + 1))
                expect_part "what is said after $what" ": error: cannot change the alternatives of group '" "$stderr"
                expect_part "what is said after $what" "note: all changes were rolled back" "$stderr"
                expect_equal "state after $what" "$before" "$(state)" ;;
            *) fail "$what" ;;
            esac
            expect_good_end "$what"
            tried=$((tried + 1))
        done
    done 3<"$work/points"
done
echo "update-alternatives for $action, $kind: $tried points in $runs runs, $undone undone"
[ "$undone" -gt 0 ] || fail "nothing had to be undone"
