// SPDX-License-Identifier: Apache-2.0
// Executes argv[1] … as on a kernel that was built without nftables: a seccomp filter (seccomp(2)) answers
// socket(AF_NETLINK, *, NETLINK_NETFILTER) with EPROTONOSUPPORT. It is inherited by everything that is
// executed.
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>

#include <linux/filter.h>
#include <linux/netlink.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

// System call arguments are 64 bits wide; the half that counts lies first on little-endian machines.
constexpr unsigned low_half = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 0 : 4;
constexpr unsigned argument(unsigned index) {
    return static_cast<unsigned>(offsetof(seccomp_data, args)) + 8 * index + low_half;
}

bool forbid_netlink_netfilter() {
    constexpr unsigned short load = BPF_LD | BPF_W | BPF_ABS;
    constexpr unsigned short equals = BPF_JMP | BPF_JEQ | BPF_K;
    constexpr unsigned short answer = BPF_RET | BPF_K;
    std::array<sock_filter, 8> filter{{
        BPF_STMT(load, offsetof(seccomp_data, nr)),
        BPF_JUMP(equals, __NR_socket, 0, 5),
        BPF_STMT(load, argument(0)),
        BPF_JUMP(equals, AF_NETLINK, 0, 3),
        BPF_STMT(load, argument(2)),
        BPF_JUMP(equals, NETLINK_NETFILTER, 0, 1),
        BPF_STMT(answer, SECCOMP_RET_ERRNO | EPROTONOSUPPORT),
        BPF_STMT(answer, SECCOMP_RET_ALLOW),
    }};
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

} // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        return 2;
    }
    if (forbid_netlink_netfilter()) {
        execvp(arguments[1], arguments + 1);
    }
    std::perror(arguments[0]);
    return 1;
}
