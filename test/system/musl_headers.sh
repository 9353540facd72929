#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Every source compiles with the headers of musl, the C library of Alpine, so none calls what only glibc has. The C++ library is Debian's,
# which was configured for glibc; a prelude has what it expects from that.
. "$(dirname "$0")/../lib/scenario.sh"

multiarch=$(g++ -print-multiarch)
musl=/usr/include/$(uname -m)-linux-musl
[ -e "$musl/stdio.h" ] || fail "no headers of musl: install musl-dev"

# Of the system's own directory only the kernel's headers and the libraries', so that nothing of glibc is found there.
mkdir "$work/include"
ln -s /usr/include/{linux,asm-generic,boost,nlohmann} "/usr/include/$multiarch/asm" "$work/include/"
cat >"$work/include/prelude.h" <<'END'
#define __GLIBC_PREREQ(major, minor) 0
#define __locale_t locale_t
enum {
    _ISupper = 1 << 0, _ISlower = 1 << 1, _ISalpha = 1 << 2, _ISdigit = 1 << 3, _ISxdigit = 1 << 4, _ISspace = 1 << 5,
    _ISprint = 1 << 6, _ISgraph = 1 << 7, _ISblank = 1 << 8, _IScntrl = 1 << 9, _ISpunct = 1 << 10, _ISalnum = 1 << 11
};
#include <bits/c++config.h>
#undef _GLIBCXX_USE_PTHREAD_COND_CLOCKWAIT
#undef _GLIBCXX_USE_PTHREAD_MUTEX_CLOCKLOCK
END
release=$(g++ -dumpversion)
options=(-std=c++20 -fsyntax-only -nostdinc -nostdinc++
    -isystem "/usr/include/c++/$release" -isystem "/usr/include/$multiarch/c++/$release" -isystem "$musl"
    -isystem "$(g++ -print-file-name=include)" -isystem "$work/include" -include "$work/include/prelude.h"
    -D_GNU_SOURCE -I "$checkout" '-DIPTABLES_WRAPPER_VERSION="1.0"'
    "-DEMBEDDED_WRAPPER_FILE=\"/dev/null\"")

# All of a program together: most of the time goes into the headers.
mkdir "$work/joined"
for part in common wrapper installer; do
    (cd "$checkout" && find $part -name '*.cpp' -printf '#include "%p"\n' | sort) >"$work/joined/$part.cpp"
done
printf '%s\n' "$work"/joined/*.cpp | xargs -P "$(nproc)" -n 1 g++ "${options[@]}" >"$work/said" 2>&1 || fail "$(grep -m 10 error: "$work/said")"
echo "$(cat "$work"/joined/*.cpp | wc -l) sources"

# And it would be noticed.
echo '#include <cstring>
const char* words() { return strerrordesc_np(1); }' >"$work/glibc.cpp"
outcome_of g++ "${options[@]}" "$work/glibc.cpp"
[ "$status" != 0 ] || fail "glibc's own function is taken"
