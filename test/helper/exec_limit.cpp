// SPDX-License-Identifier: Apache-2.0
// Becomes the program at the path argv[1] with the arguments after it, without even a C library: the least
// that a program can cost which stands before another one. Compiled with CHANGE_LINKS, it first points the
// six commands in /usr/sbin at nft's programs, each by a link and a rename: what changing them costs alone.
#include <array>

#include <sys/syscall.h>

namespace {

#if defined(__x86_64__)
long call(long number, const void* one = nullptr, const void* two = nullptr, const void* three = nullptr) {
    long result = number;
    asm volatile("syscall" : "+a"(result) : "D"(one), "S"(two), "d"(three) : "rcx", "r11", "memory");
    return result;
}
#else
#error "how this processor calls the kernel is not known here"
#endif

#ifdef CHANGE_LINKS
struct Link {
    const char* command;
    const char* target;
};

constexpr std::array<Link, 6> links{{{"/usr/sbin/iptables", "iptables-nft"},
                                     {"/usr/sbin/iptables-save", "iptables-nft-save"},
                                     {"/usr/sbin/iptables-restore", "iptables-nft-restore"},
                                     {"/usr/sbin/ip6tables", "ip6tables-nft"},
                                     {"/usr/sbin/ip6tables-save", "ip6tables-nft-save"},
                                     {"/usr/sbin/ip6tables-restore", "ip6tables-nft-restore"}}};

void change_links() {
    for (const Link& link : links) {
        call(SYS_symlink, link.target, "/usr/sbin/.exec_limit");
        call(SYS_rename, "/usr/sbin/.exec_limit", link.command);
    }
}
#else
void change_links() {}
#endif

} // namespace

extern "C" [[noreturn]] void start(const long* stack);

/// `stack` is what the kernel has put there: the number of arguments, the arguments, a null pointer, the
/// environment (execve(2)).
extern "C" [[gnu::used]] void start(const long* stack) {
    const auto* const arguments = reinterpret_cast<const char* const*>(stack + 1);
    const auto* const environment = arguments + *stack + 1;
    if (*stack > 1) {
        change_links();
        call(SYS_execve, arguments[1], arguments + 1, environment);
    }
    while (true) {
        call(SYS_exit_group, reinterpret_cast<const void*>(1)); // NOLINT(performance-no-int-to-ptr)
    }
}

asm(".globl _start\n"
    "_start:\n"
    "    mov %rsp, %rdi\n"
    "    and $-16, %rsp\n"
    "    call start\n");
