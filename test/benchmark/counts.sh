# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # the variables are those of test/lib
# What can be counted, and so comes out the same every time. Each function but the last prints one number.

# instructions OPTION: of the wrapper called by its own name.
instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$bin/iptables-wrapper" "$1" 2>&1 >/dev/null |
        sed -n 's/.*Collected : *//p'
}

# relocations: that the loader applies to the wrapper at every start.
relocations() { readelf -rW "$bin/iptables-wrapper" | sed -n 's/.*contains \([0-9]*\) entr.*/\1/p' | paste -sd+ | bc; }

# milliseconds_to_install: medians, a line each, of the installer and of a shell script that does the same steps, in an image with plain links.
milliseconds_to_install() {
    local image=$work/plain
    cp "$bin/iptables-wrapper-installer" "$bin/iptables-wrapper" "$image/bench/"
    cat >"$image/bench/install-by-shell" <<'END'
#!/bin/sh
set -e
for mode in nft legacy; do
    for family in iptables ip6tables; do [ -x /usr/sbin/$family-$mode ]; done
    /usr/sbin/iptables-$mode-save --version | grep -q "v1\.[89]\.[0-9]* "
done
cp /bench/iptables-wrapper /usr/sbin/iptables-wrapper
sync /usr/sbin/iptables-wrapper
mkdir -p /var/lib/iptables-wrapper/original
for c in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
    ln -sf "$(readlink /usr/sbin/$c)" /var/lib/iptables-wrapper/original/$c
    rm -f /usr/sbin/$c
    ln -s iptables-wrapper /usr/sbin/$c
done
END
    chmod +x "$image/bench/install-by-shell"
    # shellcheck disable=SC2016 # $c is the script's
    printf '#!/bin/sh\nrm -rf /var/lib/iptables-wrapper /usr/sbin/iptables-wrapper\nfor c in %s; do ln -sfn xtables-nft-multi /usr/sbin/$c; done\n' \
        "${commands[*]}" >"$image/bench/uninstall"
    chmod +x "$image/bench/uninstall"
    in_image /bench/hyperfine --shell=none --style none --warmup 1 --runs 20 --prepare /bench/uninstall \
        --export-json /bench/out.json "/bench/iptables-wrapper-installer --no-cleanup" /bench/install-by-shell >/dev/null 2>&1
    jq '.results[].median * 100000 | round / 100' "$image/bench/out.json"
}

# counts: all of them, as JSON.
counts() {
    local installer shell
    { read -r installer && read -r shell; } < <(milliseconds_to_install)
    jq --null-input '[$ARGS.positional | _nwise(2) | {what: .[0], number: (.[1] | tonumber)}]' --args \
        "system calls before \`execve\`, plain links" "$(first_call plain)" \
        "… Debian alternatives" "$(first_call alternatives)" \
        "… read-only root" "$(passing_through plain)" \
        "instructions of start and exit (\`--version\`)" "$(instructions --version)" \
        "instructions with a probe of both backends (\`--detect\`)" "$(instructions --detect)" \
        "peak memory before \`execve\`, KiB" "$(stopped_at_exec plain peak_kib)" \
        "page faults before \`execve\`" "$(stopped_at_exec plain page_faults)" \
        "relocations" "$(relocations)" \
        "bytes of \`iptables-wrapper\`" "$(stat -c %s "$bin/iptables-wrapper")" \
        "bytes of \`iptables-wrapper-installer\`" "$(stat -c %s "$bin/iptables-wrapper-installer")" \
        "installation, milliseconds" "$installer" \
        "… by a shell script of the same steps" "$shell"
}
