# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# bash completion of iptables-wrapper-installer. It offers options that were not given yet, and directories.
_iptables_wrapper_installer() {
    local current=${COMP_WORDS[COMP_CWORD]} given=" ${COMP_WORDS[*]:1:COMP_CWORD-1} " word left=()
    case $given in
    *" --modes ") mapfile -t COMPREPLY < <(compgen -W "nft legacy nft,legacy" -- "$current") && return ;;
    *" --root ") mapfile -t COMPREPLY < <(compgen -d -- "$current") && compopt -o filenames && return ;;
    esac
    for word in --no-sanity-check --modes --no-cleanup --keep-choice --root --json --quiet; do
        [[ $given == *" $word "* ]] || left+=("$word")
    done
    case $given in
    *" --fresh "*) [[ $given == *" --check "* ]] || left+=(--check) ;;
    *" --check "*) left+=(--fresh) ;;
    *" --uninstall "*) [[ $given == *" --dry-run "* ]] || left+=(--dry-run) ;;
    *" --dry-run "*) left+=(--uninstall) ;;
    *) left+=(--check --uninstall --dry-run) ;;
    esac
    [[ $given != "  " ]] || left+=(--version --help)
    mapfile -t COMPREPLY < <(compgen -W "${left[*]}" -- "$current")
}
complete -F _iptables_wrapper_installer iptables-wrapper-installer
