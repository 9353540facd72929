# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# bash completion of iptables-wrapper, by its own name. It offers what goes with the words before.
_iptables_wrapper() {
    local words given=" ${COMP_WORDS[*]:1:COMP_CWORD-1} "
    case $given in
    *" -- ") words=$(compgen -c -- "${COMP_WORDS[COMP_CWORD]}") ;;
    *" -- "* | *" --wait ") return ;;
    *" --links ") mapfile -t COMPREPLY < <(compgen -d -- "${COMP_WORDS[COMP_CWORD]}") && return ;;
    "  ") words="--detect --verify --switch --reset install --version --help" ;;
    *" --detect "*) words="--json --wait" ;;
    *" --switch "*) words="--wait --links --" ;;
    *) words= ;;
    esac
    # Each once.
    local word offered=
    for word in $words; do [[ $given == *" $word "* ]] || offered+=" $word"; done
    mapfile -t COMPREPLY < <(compgen -W "$offered" -- "${COMP_WORDS[COMP_CWORD]}")
}
complete -F _iptables_wrapper iptables-wrapper
