# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # $results is the caller's
# The results as a table in Markdown.

count() { grep -c "^$1" "$2" || true; }

# table GUEST...
table() {
    local guest file
    echo '| kernel | modules | right | wrong | on an empty host | seconds |'
    echo '|---|---|---|---|---|---|'
    for guest; do
        file=$results/${guest//\//.}
        printf '| %s %s | %s | %s | %s | %s | %s |\n' "${guest%/*}" "$(sed -n 's/^@version \([^ ]*\).*/\1/p' "$file.log")" "${guest#*/}" \
            "$(count right "$file")" "$(count WRONG "$file")" \
            "$(sed -n 's/^[^ ]*  [^ ]* nothing: //p' "$file")" "$(cat "$file.seconds")"
    done
}
