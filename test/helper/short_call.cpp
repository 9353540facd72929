// SPDX-License-Identifier: Apache-2.0
// short_call read|write NUMBER COMMAND...: runs COMMAND, and lets its NUMBERth call of that name, counted
// from the start, transfer one byte at most: a short read or write, as of a full disk or a slow pipe. It ends
// as COMMAND does. strace can make a call fail, but it cannot make one do half of its work.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <elf.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

[[noreturn]] void die(const char* what) {
    static_cast<void>(std::fprintf(stderr, "short_call: error: %s: %s\n", what, std::strerror(errno)));
    std::exit(99);
}

/// Gives the third argument of the system call that `process` is about to make the value 1.
void allow_one_byte(pid_t process) {
    user_regs_struct registers{};
    iovec area{&registers, sizeof registers};
    if (::ptrace(PTRACE_GETREGSET, process, NT_PRSTATUS, &area) != 0) {
        die("cannot read registers");
    }
#if defined(__x86_64__)
    registers.rdx = 1;
#elif defined(__aarch64__)
    registers.regs[2] = 1;
#else
    errno = ENOSYS;
    die("it is not known which register holds the third argument");
#endif
    if (::ptrace(PTRACE_SETREGSET, process, NT_PRSTATUS, &area) != 0) {
        die("cannot write registers");
    }
}

/// The system call that `process` is about to make; -1 when it is coming back from one.
long entered_call(pid_t process) {
    __ptrace_syscall_info info{};
    if (::ptrace(PTRACE_GET_SYSCALL_INFO, process, sizeof info, &info) <= 0) {
        die("cannot see the system call");
    }
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access): the kernel's, and op says which it is
    return info.op == PTRACE_SYSCALL_INFO_ENTRY ? static_cast<long>(info.entry.nr) : -1;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        errno = EINVAL;
        die("read or write, a number, and a command, please");
    }
    const long wanted = std::strcmp(argv[1], "read") == 0 ? SYS_read : SYS_write;
    long left = std::strtol(argv[2], nullptr, 10);

    const pid_t process = ::fork();
    if (process == 0) {
        if (::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0 || ::raise(SIGSTOP) != 0) {
            die("cannot be traced");
        }
        ::execvp(argv[3], argv + 3);
        die(argv[3]);
    }
    int status = 0;
    if (::waitpid(process, &status, 0) != process || !WIFSTOPPED(status)) {
        die("cannot trace");
    }
    constexpr long options = PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC;
    ::ptrace(PTRACE_SETOPTIONS, process, nullptr, options);
    long signal = 0;
    while (::ptrace(PTRACE_SYSCALL, process, nullptr, signal) == 0 &&
           ::waitpid(process, &status, 0) == process && WIFSTOPPED(status)) {
        constexpr int call_mark = 0x80;
        const int stop = WSTOPSIG(status);
        const bool is_event = stop == SIGTRAP;
        signal = is_event || stop == (SIGTRAP | call_mark) ? 0 : stop;
        if (stop == (SIGTRAP | call_mark) && entered_call(process) == wanted && --left == 0) {
            allow_one_byte(process);
        }
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
