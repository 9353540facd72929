# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sharing work out among processors.

# workers_for COUNT: how many workers there are for so many pieces of work.
workers_for() {
    local processors
    processors=$(nproc)
    echo $((processors < $1 ? processors : $1))
}

# share_out COUNT COMMAND...: runs COMMAND NUMBER WORKER for each number below COUNT, and waits for all. Each worker (from 1 on) does one
# piece of work at a time.
share_out() {
    local count=$1 workers worker number
    workers=$(workers_for "$count")
    shift
    for ((worker = 1; worker <= workers; worker++)); do
        for ((number = worker - 1; number < count; number += workers)); do
            "$@" $number $worker
        done &
    done
    wait
}
