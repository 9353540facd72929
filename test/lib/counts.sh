# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # the variables are those of the scenario
# What a call of the wrapper costs, in numbers that come out the same every time. Each function prints one number.

# await_first_call IMAGE: points its commands back at the wrapper.
await_first_call() { image=$work/$1 in_image /usr/sbin/iptables-wrapper --reset >/dev/null; }

# system_calls_to_exec IMAGE: those of the wrapper before it becomes iptables of either mode.
system_calls_to_exec() {
    "${clean_environment[@]}" strace -o "$work/trace" chroot "$work/$1" /usr/sbin/iptables -V >/dev/null
    sed -nE '\#^execve\("/usr/sbin/iptables"#,\#^execve\("/usr/sbin/iptables-(nft|legacy)"#p' "$work/trace" | sed '1d;$d' | wc -l
}

# first_call IMAGE: those of a call that also changes all six links.
first_call() {
    await_first_call "$1"
    system_calls_to_exec "$1"
}

# passing_through IMAGE: the same with a read-only root, where every call is a first call.
passing_through() {
    await_first_call "$1"
    mount -o remount,bind,ro "$work/$1"
    system_calls_to_exec "$1"
    mount -o remount,bind,rw "$work/$1"
}

# stopped_at_exec IMAGE peak_kib|page_faults: what /proc says about the wrapper when it is about to become iptables. We make execve fail
# and stop the process there, because a successful execve would reset the numbers.
stopped_at_exec() {
    local pid tries
    await_first_call "$1"
    "${clean_environment[@]}" strace -f -o /dev/null --inject=execve:error=ENOEXEC:signal=SIGSTOP:when=2 \
        chroot "$work/$1" /usr/sbin/iptables -V 2>/dev/null &
    for ((tries = 0; tries < 100; tries++)); do
        pid=$(pgrep -x iptables) && grep -q "^State:.*[Tt]" "/proc/$pid/status" && break
        sleep 0.05
    done
    case $2 in
    peak_kib) awk '/^VmHWM/ { print $2 }' "/proc/$pid/status" ;;
    page_faults) awk '{ print $10 }' "/proc/$pid/stat" ;;
    esac
    kill -KILL "$pid"
    wait
}
