# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# bash completion of iptables-wrapper, by its own name. It offers what goes with the words before.
_iptables_wrapper() {
    local words
    case " ${COMP_WORDS[*]:1:COMP_CWORD-1} " in
    *" --wait ") return ;;
    "  ") words="--detect --verify --switch --reset install --version --help" ;;
    *" --detect "*" --json "*" --wait "* | *" --detect "*" --wait "*" --json "* | *" --switch "*" --wait "*) words= ;;
    *" --detect "*" --json "*) words=--wait ;;
    *" --detect "*" --wait "*) words=--json ;;
    *" --detect "*) words="--json --wait" ;;
    *" --switch "*) words=--wait ;;
    *) words= ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}")
}
complete -F _iptables_wrapper iptables-wrapper
